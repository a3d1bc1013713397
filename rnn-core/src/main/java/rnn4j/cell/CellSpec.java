package rnn4j.cell;

import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Place;

/**
 * What a cell is made from: its sizes, and options of its own.
 *
 * <p>A cell reads an option with the value it takes when nobody gave one. An option that was given and that the cell did
 * not read is an error, which lists those it did read; so a misspelt option never passes unnoticed.
 */
public final class CellSpec {

    private final int input;
    private final int hidden;
    private final Map<String, Object> options;

    /** The options that the cell has read so far, with their standard values. */
    private final Map<String, Object> read = Collections.synchronizedMap(new LinkedHashMap<>());

    private CellSpec(int input, int hidden, Map<String, Object> options) {
        this.input = input;
        this.hidden = hidden;
        this.options = ImmutableMap.copyOf(options);
    }

    /** Returns the spec of a cell with these sizes and no options. */
    public static CellSpec of(int input, int hidden) {
        if (input < 1 || hidden < 1) {
            throw new IllegalArgumentException(
                    "cell spec: input " + input + ", hidden " + hidden + "; use 1 or more of each");
        }
        return new CellSpec(input, hidden, Map.of());
    }

    /**
     * Returns this spec with an option set.
     *
     * @param value a whole number, a finite number, a {@code Boolean} or a {@code String}
     */
    public CellSpec with(String option, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(options);
        changed.put(option, plain(option, value));
        return new CellSpec(input, hidden, changed);
    }

    /** Returns this spec with another input size, as the second layer of a stack has it. */
    public CellSpec withInput(int other) {
        return new CellSpec(of(other, hidden).input, hidden, options);
    }

    /** Returns how many numbers come in per row and step. */
    public int input() {
        return input;
    }

    /** Returns how many units the cell has; what exactly they are is the cell's own matter. */
    public int hidden() {
        return hidden;
    }

    /** Returns the options that were given, in order; each a {@code Long}, {@code Double}, {@code Boolean} or {@code String}. */
    public Map<String, Object> options() {
        return options;
    }

    /** Returns a whole-number option, or the standard value when it was not given. */
    public int integer(String option, int standard) {
        return integer(option, standard, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Returns a whole-number option from {@code least} to {@code most}, or the standard value when it was not given. */
    public int integer(String option, int standard, int least, int most) {
        long value = read(option, (long) standard, Long.class, "a whole number");
        if (value < least || value > most) {
            throw wrong(option, value, "use " + least + " to " + most);
        }
        return Math.toIntExact(value);
    }

    /** Returns a number option, or the standard value when it was not given; whole numbers are numbers too. */
    public double number(String option, double standard) {
        return number(option, standard, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** Returns a number option from {@code least} to {@code most}, or the standard value when it was not given. */
    public double number(String option, double standard, double least, double most) {
        Number value = read(option, standard, Number.class, "a number");
        if (value.doubleValue() < least || value.doubleValue() > most) {
            throw wrong(option, value, "use " + least + " to " + most);
        }
        return value.doubleValue();
    }

    /** Returns a yes-or-no option, or the standard value when it was not given. */
    public boolean flag(String option, boolean standard) {
        return read(option, standard, Boolean.class, "true or false");
    }

    /** Returns a text option, or the standard value when it was not given. */
    public String text(String option, String standard) {
        return read(option, standard, String.class, "text");
    }

    /** Returns a text option that is one of these, of which the first is the standard value. */
    public String choice(String option, String standard, String... others) {
        String value = text(option, standard);
        if (!value.equals(standard) && !List.of(others).contains(value)) {
            throw wrong(option, value, "use '" + standard + "' or one of " + List.of(others));
        }
        return value;
    }

    /** Returns an equal spec of which nothing has been read, for one cell to be made from. */
    CellSpec unread() {
        return new CellSpec(input, hidden, options);
    }

    /** Refuses options that were given and not read. */
    void refuseUnread(String cell) {
        for (String option : options.keySet()) {
            if (!read.containsKey(option)) {
                String known =
                        read.isEmpty() ? "it has no options" : "its options, with their standard values, are " + read;
                throw new IllegalArgumentException(
                        "cell '" + cell + "': unknown option '" + option + "'; " + known + Place.suffix());
            }
        }
    }

    private <T> T read(String option, T standard, Class<T> type, String expected) {
        read.put(option, standard);
        Object value = options.getOrDefault(option, standard);
        if (!type.isInstance(value)) {
            throw wrong(option, value, "use " + expected);
        }
        return type.cast(value);
    }

    private static IllegalArgumentException wrong(String option, Object value, String cure) {
        return new IllegalArgumentException(
                "cell spec: option '" + option + "' is " + shown(value) + "; " + cure + Place.suffix());
    }

    private static String shown(Object value) {
        return value instanceof String ? "the text '" + value + "'" : value.toString();
    }

    private static Object plain(String option, Object value) {
        if (value instanceof Integer whole) {
            return whole.longValue();
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                return number;
            }
        } else if (value instanceof Long || value instanceof Boolean || value instanceof String) {
            return value;
        }
        throw wrong(
                option,
                value + " (" + value.getClass().getSimpleName() + ")",
                "use an int, a long, a finite float or double, a boolean or a String");
    }

    @Override
    public String toString() {
        return "CellSpec[input " + input + ", hidden " + hidden + ", options " + options + "]";
    }
}
