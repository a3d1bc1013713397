package rnn4j.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import rnn4j.tensor.Tensor;

/**
 * What an object holds in its fields, in words that change when it does.
 *
 * @param type whose fields; those of what it extends are among them
 */
record Fields(Class<?> type) {

    /** Returns the fields that can be set again: all should be final. */
    List<String> open() {
        return declared(type).stream()
                .filter(field -> !Modifier.isFinal(field.getModifiers()))
                .map(Fields::name)
                .toList();
    }

    /**
     * Returns what the static fields hold, and those of an object.
     *
     * <p>Arrays, collections, numbers and texts count by their content, tensors and all else by being the same ones.
     */
    Map<String, String> content(Object object) {
        Map<String, String> content = new LinkedHashMap<>();
        for (Field field : declared(type)) {
            content.put(name(field), value(field, object).map(Fields::words).orElse("null"));
        }
        return content;
    }

    private static List<Field> declared(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            Arrays.stream(each.getDeclaredFields())
                    .filter(field -> !field.isSynthetic() || Modifier.isStatic(field.getModifiers()))
                    .forEach(fields::add);
        }
        return fields;
    }

    private static String name(Field field) {
        return (Modifier.isStatic(field.getModifiers()) ? "static " : "")
                + field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    private static Optional<Object> value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(object));
        } catch (InaccessibleObjectException e) {
            Assumptions.abort("the fields are closed to the test kit; open the package to rnn4j.testkit in tests");
            throw e;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("fields: " + name(field), e);
        }
    }

    private static String words(Object value) {
        return switch (value) {
            case Tensor tensor -> same(tensor);
            case Number number -> number.toString();
            case CharSequence text -> text.toString();
            case Boolean flag -> flag.toString();
            case Enum<?> constant -> constant.name();
            case Collection<?> collection ->
                collection.stream().map(Fields::words).toList().toString();
            case Map<?, ?> map -> words(map.keySet()) + " to " + words(map.values());
            default -> value.getClass().isArray() ? array(value) : same(value);
        };
    }

    private static String array(Object array) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(
                    Optional.ofNullable(Array.get(array, i)).map(Fields::words).orElse("null"));
        }
        return elements.toString();
    }

    private static String same(Object value) {
        return value.getClass().getSimpleName() + "@" + System.identityHashCode(value);
    }
}
