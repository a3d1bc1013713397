package rnn4j.tensor;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The attributes of an operation, by name: whole numbers, lists of them, or flags.
 *
 * @param values each an {@code Integer}, a {@code List<Integer>} or a {@code Boolean}, sorted by name
 */
public record Attributes(SortedMap<String, Object> values) {

    /** No attributes. */
    public static final Attributes NONE = new Attributes(ImmutableSortedMap.of());

    /** Keeps a copy and checks the types. */
    public Attributes {
        values = ImmutableSortedMap.copyOf(values);
        values.forEach((name, value) -> {
            boolean known = value instanceof Integer
                    || value instanceof Boolean
                    || (value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance));
            if (!known) {
                throw new IllegalArgumentException("attributes: '" + name + "' is " + value
                        + "; use a whole number, a list of them, or true or false");
            }
        });
    }

    /** Returns one attribute. */
    public static Attributes of(String name, Object value) {
        return new Attributes(ImmutableSortedMap.of(name, value));
    }

    /** Returns two attributes. */
    public static Attributes of(String a, Object valueA, String b, Object valueB) {
        return new Attributes(ImmutableSortedMap.of(a, valueA, b, valueB));
    }

    /** Returns three attributes. */
    public static Attributes of(String a, Object valueA, String b, Object valueB, String c, Object valueC) {
        return new Attributes(ImmutableSortedMap.of(a, valueA, b, valueB, c, valueC));
    }

    /** Returns the attributes in a map. */
    public static Attributes of(Map<String, Object> values) {
        return new Attributes(ImmutableSortedMap.copyOf(values));
    }

    static List<Integer> list(int... values) {
        return Ints.asList(values.clone());
    }

    int integer(String name) {
        return (Integer) require(name, Integer.class);
    }

    boolean flag(String name) {
        return (Boolean) require(name, Boolean.class);
    }

    int[] integers(String name) {
        @SuppressWarnings("unchecked") // the constructor let only lists of whole numbers in
        List<Integer> list = (List<Integer>) require(name, List.class);
        return Ints.toArray(list);
    }

    Shape shape(String name) {
        return new Shape(integers(name));
    }

    private Object require(String name, Class<?> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("attributes: '" + name + "' is " + Objects.toString(value, "missing")
                    + "; a " + type.getSimpleName() + " is needed");
        }
        return value;
    }
}
