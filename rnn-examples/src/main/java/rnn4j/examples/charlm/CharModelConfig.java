package rnn4j.examples.charlm;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rnn4j.cell.CellSpec;

/**
 * What a fresh {@link CharModel} is made from, as the command line tells it.
 *
 * @param cell the name of the recurrent cell
 * @param cellOptions the cell's options, as given on the command line
 * @param embedding numbers per embedded character
 * @param hidden the width of a recurrent layer
 * @param layers how many recurrent layers lie on top of each other
 */
record CharModelConfig(String cell, Map<String, String> cellOptions, int embedding, int hidden, int layers) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    CharModelConfig {
        cellOptions = Map.copyOf(cellOptions);
    }

    /** What the cell of the lowest layer is made from. */
    CellSpec spec() {
        CellSpec spec = CellSpec.of(embedding, hidden);
        for (Map.Entry<String, String> option : new TreeMap<>(cellOptions).entrySet()) {
            spec = spec.with(option.getKey(), typed(option.getValue()));
        }
        return spec;
    }

    /** Take a word for the flag or the number it looks like. */
    private static Object typed(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return Boolean.valueOf(lower);
        }
        if (WHOLE.matcher(word).matches()) {
            return Long.valueOf(word);
        }
        return NUMBER.matcher(word).matches() ? (Object) Double.valueOf(word) : word;
    }
}
