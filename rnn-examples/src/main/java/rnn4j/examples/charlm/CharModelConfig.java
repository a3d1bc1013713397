package rnn4j.examples.charlm;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rnn4j.cell.CellSpec;

/**
 * What a {@link CharModel} is made from; as text it stands in the model's file.
 *
 * @param cell the name of the recurrent cell
 * @param cellOptions the cell's options, as given on the command line
 * @param embedding numbers per embedded character
 * @param hidden the width of a recurrent layer
 * @param layers how many recurrent layers lie on top of each other
 */
record CharModelConfig(String cell, Map<String, String> cellOptions, int embedding, int hidden, int layers) {
    private static final String OPTION = "cell.option.";
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

    /** The entries of the model file's config. */
    Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>();
        entries.put("cell", cell);
        entries.put("embedding", Integer.toString(embedding));
        entries.put("hidden", Integer.toString(hidden));
        entries.put("layers", Integer.toString(layers));
        cellOptions.forEach((option, value) -> entries.put(OPTION + option, value));
        return entries;
    }

    /**
     * Read back what {@link #entries} gave.
     *
     * @throws IllegalArgumentException when an entry is missing or is no number where one belongs
     */
    static CharModelConfig of(Map<String, String> entries) {
        Map<String, String> options = new TreeMap<>();
        entries.forEach((name, value) -> {
            if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), value);
            }
        });
        return new CharModelConfig(
                text(entries, "cell"),
                options,
                size(entries, "embedding"),
                size(entries, "hidden"),
                size(entries, "layers"));
    }

    private static String text(Map<String, String> entries, String name) {
        String value = entries.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "model: its config has no \"%s\", only %s; give a model that char-lm wrote"
                            .formatted(name, new TreeMap<>(entries).keySet()));
        }
        return value;
    }

    private static int size(Map<String, String> entries, String name) {
        String value = text(entries, name);
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    "model: its config has \"%s\" for %s, no size; give a model that char-lm wrote"
                            .formatted(value, name));
        }
        return Integer.parseInt(value);
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
