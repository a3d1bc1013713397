package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The characters of a text, numbered from 0 by ascending code point; the same text gives the same numbers everywhere.
 *
 * <p>A character is a Unicode code point. One that is not among the symbols is an error, unless the vocabulary was given
 * an unknown symbol, which then stands for it.
 */
public final class Vocabulary {
    private static final String KIND = "characters";
    private static final String NO_UNKNOWN = "-";

    /** Ascending, each once. */
    private final int[] symbols;

    private final OptionalInt unknown;

    private Vocabulary(int[] symbols, OptionalInt unknown) {
        this.symbols = symbols;
        this.unknown = unknown;
    }

    /** The characters of a text. */
    public static Vocabulary of(String text) {
        return new Vocabulary(
                text.codePoints().peek(Vocabulary::check).distinct().sorted().toArray(), OptionalInt.empty());
    }

    /**
     * These symbols and one that stands for all others, such as U+FFFD.
     *
     * @param codePoint added to the symbols where it is not among them
     */
    public Vocabulary withUnknown(int codePoint) {
        check(codePoint);
        IntStream all = IntStream.concat(Arrays.stream(symbols), IntStream.of(codePoint));
        return new Vocabulary(all.distinct().sorted().toArray(), OptionalInt.of(codePoint));
    }

    private static void check(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        checkArgument(
                Character.isValidCodePoint(codePoint) && !surrogate,
                "vocabulary: %s is not a character; use whole code points",
                Integer.toHexString(codePoint));
    }

    /** How many symbols there are. */
    public int size() {
        return symbols.length;
    }

    /** The code point that a number stands for. */
    public int symbol(int id) {
        checkArgument(
                id >= 0 && id < symbols.length, "decode: there is no symbol %s; use 0 to %s", id, symbols.length - 1);
        return symbols[id];
    }

    /** The numbers of a text's characters, one for each code point. */
    public int[] encode(String text) {
        int[] ids = new int[text.codePointCount(0, text.length())];
        for (int i = 0, at = 0; i < ids.length; i++) {
            int codePoint = text.codePointAt(at);
            ids[i] = id(codePoint, at);
            at += Character.charCount(codePoint);
        }
        return ids;
    }

    private int id(int codePoint, int at) {
        int id = Arrays.binarySearch(symbols, codePoint);
        if (id < 0 && unknown.isPresent()) {
            return Arrays.binarySearch(symbols, unknown.getAsInt());
        }
        checkArgument(
                id >= 0,
                "encode: character U+%s at %s is not among the %s symbols; leave it out, or give the vocabulary an"
                        + " unknown symbol",
                hex(codePoint),
                at,
                symbols.length);
        return id;
    }

    /** The text of these numbers. */
    public String decode(int... ids) {
        StringBuilder text = new StringBuilder(ids.length);
        for (int id : ids) {
            text.appendCodePoint(symbol(id));
        }
        return text.toString();
    }

    /** This vocabulary as one line of text, for a file: {@code characters}, the unknown one or a dash, all in hex. */
    public String text() {
        String first = unknown.isPresent() ? hex(unknown.getAsInt()) : NO_UNKNOWN;
        return Joiner.on(' ')
                .join(
                        KIND,
                        first,
                        Arrays.stream(symbols).mapToObj(Vocabulary::hex).toArray());
    }

    private static String hex(int codePoint) {
        return String.format("%04X", codePoint);
    }

    /**
     * The vocabulary that {@link #text} wrote.
     *
     * @throws IllegalArgumentException where the text is another
     */
    public static Vocabulary parse(String text) {
        List<String> words = Splitter.on(' ').splitToList(text);
        checkArgument(
                words.size() >= 2 && words.getFirst().equals(KIND),
                "vocabulary: the text does not begin with '%s' and an unknown symbol; use what text() wrote",
                KIND);
        int[] symbols = words.stream().skip(2).mapToInt(Vocabulary::codePoint).toArray();
        for (int i = 1; i < symbols.length; i++) {
            checkArgument(
                    symbols[i - 1] < symbols[i],
                    "vocabulary: symbol %s is not above the one before it; use what text() wrote",
                    i);
        }
        Vocabulary plain = new Vocabulary(symbols, OptionalInt.empty());
        Vocabulary read = words.get(1).equals(NO_UNKNOWN) ? plain : plain.withUnknown(codePoint(words.get(1)));
        checkArgument(
                read.size() == symbols.length,
                "vocabulary: the unknown symbol is not among the symbols; use what text() wrote");
        return read;
    }

    private static int codePoint(String hex) {
        checkArgument(
                hex.matches("[0-9A-F]{4,6}"), "vocabulary: '%s' is no code point in hex; use what text() wrote", hex);
        int codePoint = Integer.parseInt(hex, 16);
        check(codePoint);
        return codePoint;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary
                && Arrays.equals(symbols, vocabulary.symbols)
                && unknown.equals(vocabulary.unknown);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(symbols) + unknown.hashCode();
    }

    @Override
    public String toString() {
        return "Vocabulary[" + symbols.length + " characters]";
    }
}
