package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words of a text, numbered from 1 by how often they occur, of equal ones in the order of their code units; 0 stands for every other
 * word. Words are what stands between white space.
 */
public final class Words {

    /** The number of every word that is not known. */
    public static final int UNKNOWN = 0;

    private static final String SHOWN = "<unk>";

    private final List<String> words;
    private final Map<String, Integer> ids = new HashMap<>();

    private Words(List<String> known) {
        words = Stream.concat(Stream.of(SHOWN), known.stream()).toList();
        for (int id = 1; id < words.size(); id++) {
            ids.put(words.get(id), id);
        }
    }

    /**
     * Counts the words of a text.
     *
     * @param least how often a word must occur to be known, at least 1
     */
    public static Words of(String text, int least) {
        checkArgument(least >= 1, "words: known from %s times on; use 1 or more", least);
        Map<String, Long> counts = new LinkedHashMap<>();
        split(text).forEach(word -> counts.merge(word, 1L, Long::sum));
        return new Words(counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .toList());
    }

    private static List<String> split(String text) {
        return Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().splitToList(text);
    }

    /** Returns how many numbers there are, that of unknown words included. */
    public int size() {
        return words.size();
    }

    /** Returns the known words, in the order of their numbers from 1 on. */
    public List<String> known() {
        return words.subList(1, words.size());
    }

    /** Returns the number of a word. */
    public int id(String word) {
        return ids.getOrDefault(word, UNKNOWN);
    }

    /** Returns the numbers of a text's words. */
    public int[] encode(String text) {
        return split(text).stream().mapToInt(this::id).toArray();
    }

    /** Returns the words of these numbers with spaces between; unknown ones are shown as {@code <unk>}. */
    public String decode(int... numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            checkArgument(
                    number >= 0 && number < words.size(),
                    "decode: there is no word %s; use 0 to %s",
                    number,
                    words.size() - 1);
            text.append(text.isEmpty() ? "" : " ").append(words.get(number));
        }
        return text.toString();
    }

    /** Returns the known words for a file, a line each, in order. */
    public String text() {
        return String.join("\n", known());
    }

    /** Returns the words that {@link #text} wrote. */
    public static Words parse(String text) {
        List<String> known = text.lines().toList();
        for (int i = 0; i < known.size(); i++) {
            checkArgument(
                    split(known.get(i)).equals(List.of(known.get(i))),
                    "words: line %s is '%s', which is no word; use what text() wrote",
                    i + 1,
                    known.get(i));
        }
        checkArgument(
                known.stream().distinct().count() == known.size(),
                "words: a word is there twice; use what text() wrote");
        return new Words(known);
    }
}
