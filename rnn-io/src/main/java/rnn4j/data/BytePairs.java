package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNullElse;

import com.google.common.base.Splitter;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A vocabulary of pieces of words, learned from a text: it begins with the 256 bytes of UTF-8, and the pair of neighbours that occurs most
 * often becomes a symbol, again and again. Sennrich, Haddow and Birch 2016, arXiv:1508.07909, on bytes as in GPT-2.
 *
 * <p>Any text is encoded, and decoded to the same text. No symbol reaches from one word into the next; white space belongs to the word that
 * follows. Of pairs that occur equally often the one with the smaller left symbol is taken first, then the one with the smaller right one,
 * so that a text always gives the same vocabulary.
 */
public final class BytePairs {

    static final int BYTES = 256;

    private static final String KIND = "byte-pairs";

    /**
     * Two neighbours that become one symbol.
     *
     * @param left the first one's number
     * @param right the second one's number
     */
    record Pair(int left, int right) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return left != other.left ? Integer.compare(left, other.left) : Integer.compare(right, other.right);
        }
    }

    private final List<Pair> merges;
    private final Map<Pair, Integer> ranks = new HashMap<>();
    private final List<byte[]> symbols = new ArrayList<>();

    BytePairs(List<Pair> merges) {
        this.merges = List.copyOf(merges);
        for (int i = 0; i < BYTES; i++) {
            symbols.add(new byte[] {(byte) i});
        }
        for (Pair merge : merges) {
            ranks.put(merge, symbols.size());
            symbols.add(Bytes.concat(symbols.get(merge.left), symbols.get(merge.right)));
        }
    }

    /**
     * Learns from a text.
     *
     * @param text without halves of surrogate pairs
     * @param size how many symbols there shall be, at least 256; fewer where no pair is left that occurs twice
     */
    public static BytePairs train(String text, int size) {
        checkArgument(size >= BYTES, "byte pairs: %s symbols; use %s or more", size, BYTES);
        return new BytePairs(new PairCounts(pieces(text)).merges(size - BYTES));
    }

    /** Returns the words with the white space before them, as bytes. */
    static List<byte[]> pieces(String text) {
        List<byte[]> pieces = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean ends = i == text.length()
                    || (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1)));
            if (ends) {
                pieces.add(text.substring(begin, i).getBytes(StandardCharsets.UTF_8));
                begin = i;
            }
        }
        return pieces;
    }

    /** Returns how many symbols there are. */
    public int size() {
        return symbols.size();
    }

    /** Returns the numbers of a text's symbols. */
    public int[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            int codePoint = text.codePointAt(i);
            checkArgument(
                    codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE,
                    "encode: half of a surrogate pair at %s; use whole code points",
                    i);
            i += Character.charCount(codePoint) - 1;
        }
        List<Integer> ids = new ArrayList<>();
        Map<String, List<Integer>> known = new HashMap<>();
        for (byte[] piece : pieces(text)) {
            ids.addAll(known.computeIfAbsent(new String(piece, StandardCharsets.ISO_8859_1), key -> encode(piece)));
        }
        return Ints.toArray(ids);
    }

    /** Joins the pair that was learned first, until there is none. */
    private List<Integer> encode(byte[] piece) {
        List<Integer> ids = new ArrayList<>();
        for (byte each : piece) {
            ids.add(each & 0xFF);
        }
        while (true) {
            int first = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < ids.size(); i++) {
                first = Math.min(first, ranks.getOrDefault(new Pair(ids.get(i), ids.get(i + 1)), Integer.MAX_VALUE));
            }
            if (first == Integer.MAX_VALUE) {
                return ids;
            }
            ids = joined(ids, merges.get(first - BYTES), first);
        }
    }

    /** Returns symbols in which a pair, from left to right, is one. */
    static List<Integer> joined(List<Integer> ids, Pair pair, int symbol) {
        List<Integer> joined = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (i + 1 < ids.size() && ids.get(i) == pair.left && ids.get(i + 1) == pair.right) {
                joined.add(symbol);
                i++;
            } else {
                joined.add(ids.get(i));
            }
        }
        return joined;
    }

    /** Returns the text of these numbers; bytes that are no UTF-8, as a model may write them, become U+FFFD. */
    public String decode(int... ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            checkArgument(
                    id >= 0 && id < symbols.size(),
                    "decode: there is no symbol %s; use 0 to %s",
                    id,
                    symbols.size() - 1);
            bytes.writeBytes(symbols.get(id));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns this vocabulary for a file: a line that tells the kind, then a line for each pair, in the order they were learned. */
    public String text() {
        StringBuilder text = new StringBuilder(KIND).append('\n');
        merges.forEach(
                merge -> text.append(merge.left).append(' ').append(merge.right).append('\n'));
        return text.toString();
    }

    /**
     * Returns the vocabulary that {@link #text} wrote.
     *
     * @throws IllegalArgumentException where the text is another; the line is told
     */
    public static BytePairs parse(String text) {
        List<String> lines = text.lines().toList();
        checkArgument(
                !lines.isEmpty() && lines.getFirst().equals(KIND),
                "byte pairs: line 1 is not '%s'; use what text() wrote",
                KIND);
        List<Pair> merges = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            int known = BYTES + merges.size();
            List<Integer> pair = Splitter.on(' ').splitToList(lines.get(i)).stream()
                    .map(word -> requireNonNullElse(Ints.tryParse(word), -1))
                    .filter(id -> id >= 0 && id < known)
                    .toList();
            checkArgument(
                    pair.size() == 2 && lines.get(i).equals(pair.getFirst() + " " + pair.getLast()),
                    "byte pairs: line %s is '%s'; write two numbers of symbols from 0 to %s",
                    i + 1,
                    lines.get(i),
                    known - 1);
            Pair merge = new Pair(pair.getFirst(), pair.getLast());
            checkArgument(!merges.contains(merge), "byte pairs: line %s repeats the pair of an earlier one", i + 1);
            merges.add(merge);
        }
        return new BytePairs(merges);
    }

    @Override
    public String toString() {
        return "BytePairs[" + size() + " symbols]";
    }
}
