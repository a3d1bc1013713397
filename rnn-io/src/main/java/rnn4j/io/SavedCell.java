package rnn4j.io;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.regex.Pattern;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.io.ModelFormatException.Code;

/**
 * What a cell was made from, as a model's configuration tells it.
 *
 * <p>The settings of a cell whose parameters are in the scope {@code layer.0} are {@code layer.0.cell}, its name;
 * {@code layer.0.cell.version}, {@code layer.0.cell.input}, {@code layer.0.cell.hidden}; and for each option
 * {@code layer.0.cell.option.NAME}, a value that says its type, such as {@code double 0.5}. A name is looked up among the
 * registered cells and is nothing else: never a class, a path or an address.
 *
 * @param name the registered name
 * @param version of the cell's layout of parameters
 * @param spec its sizes and options
 */
public record SavedCell(String name, int version, CellSpec spec) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final String CELL = "cell";
    private static final String VERSION = CELL + ".version";
    private static final String INPUT = CELL + ".input";
    private static final String HIDDEN = CELL + ".hidden";
    private static final String OPTION = CELL + ".option.";

    /** A cell of a registry, with the version that it has there. */
    public static SavedCell of(String name, CellSpec spec, CellRegistry registry) {
        return new SavedCell(name, registry.version(name), spec);
    }

    /**
     * The settings that tell of this cell.
     *
     * @param scope of its parameters, such as {@code layer.0}; empty where they are in no scope
     */
    public Map<String, String> settings(String scope) {
        String start = start(scope);
        ImmutableMap.Builder<String, String> settings = ImmutableMap.builder();
        settings.put(start + CELL, name);
        settings.put(start + VERSION, Integer.toString(version));
        settings.put(start + INPUT, Integer.toString(spec.input()));
        settings.put(start + HIDDEN, Integer.toString(spec.hidden()));
        spec.options().forEach((option, value) -> settings.put(start + OPTION + option, PlainValue.text(value)));
        return settings.buildOrThrow();
    }

    /**
     * Read the settings of a cell.
     *
     * @param scope of its parameters
     * @throws ModelFormatException where they are missing or make no sense
     */
    public static SavedCell read(Map<String, String> settings, String scope) {
        Reader reader = new Reader(settings, start(scope));
        String name = reader.text(CELL);
        if (!NAME.matcher(name).matches()) {
            throw reader.fault(Code.CELL, CELL, "'" + TensorNames.printable(name) + "' cannot be the name of a cell");
        }
        return new SavedCell(name, reader.number(VERSION), reader.spec());
    }

    private static String start(String scope) {
        return scope.isEmpty() ? "" : scope + ".";
    }

    /** The settings whose names begin alike. */
    private record Reader(Map<String, String> settings, String start) {
        String text(String key) {
            String text = settings.get(start + key);
            if (text == null) {
                throw fault(Code.CONFIG, key, "the setting is missing");
            }
            return text;
        }

        int number(String key) {
            try {
                return Integer.parseInt(text(key));
            } catch (NumberFormatException e) {
                throw fault(
                        Code.CONFIG, key, "'" + TensorNames.printable(text(key)) + "' is no whole number below 2^31");
            }
        }

        CellSpec spec() {
            try {
                CellSpec spec = CellSpec.of(number(INPUT), number(HIDDEN));
                for (Map.Entry<String, String> setting : settings.entrySet()) {
                    if (setting.getKey().startsWith(start + OPTION)) {
                        String option = setting.getKey().substring((start + OPTION).length());
                        spec = spec.with(option, PlainValue.parse(setting.getValue()));
                    }
                }
                return spec;
            } catch (IllegalArgumentException e) {
                throw fault(Code.CONFIG, CELL, "the sizes or options are wrong: " + e.getMessage());
            }
        }

        ModelFormatException fault(Code code, String key, String problem) {
            return new ModelFormatException("read settings", code, -1, start + key, problem);
        }
    }
}
