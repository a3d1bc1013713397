package rnn4j.bench.grid;

import java.util.List;
import java.util.Locale;

/** Choose entries by words: {@code T1-LSTM}, {@code S1}, {@code T}, {@code gru}. */
public final class Selection {
    private Selection() {}

    /**
     * Returns the entries that one of the words means, in the order of the tables.
     *
     * @param words keys, rows, letters of rows or cells; nothing means all
     */
    public static List<Entry> of(List<String> words) {
        for (String word : words) {
            if (Entry.ALL.stream().noneMatch(entry -> means(word, entry))) {
                throw new IllegalArgumentException("grid: '" + word + "' is no entry; write a row ("
                        + String.join(
                                ", ",
                                Entry.ALL.stream().map(Entry::shape).distinct().toList())
                        + "), a letter of rows, a cell (LSTM, Elman, GRU) or both, such as T1-LSTM");
            }
        }
        return Entry.ALL.stream()
                .filter(entry -> words.isEmpty() || words.stream().anyMatch(word -> means(word, entry)))
                .toList();
    }

    private static boolean means(String word, Entry entry) {
        String wanted = word.toLowerCase(Locale.ROOT);
        String key = entry.key().toLowerCase(Locale.ROOT);
        boolean letter = wanted.length() == 1 && key.startsWith(wanted);
        return letter || key.equals(wanted) || key.startsWith(wanted + "-") || key.endsWith("-" + wanted);
    }
}
