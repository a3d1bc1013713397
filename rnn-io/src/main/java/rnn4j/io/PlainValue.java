package rnn4j.io;

/** A plain value of a snapshot as text that says its type: {@code long 12}, {@code double 0.1}. */
final class PlainValue {
    private PlainValue() {}

    /** The text of a value; a double's reads back to the same bits, one NaN for all. */
    static String text(Object value) {
        return switch (value) {
            case Long number -> "long " + number;
            case Double number -> "double " + number;
            case Boolean flag -> "boolean " + flag;
            default -> "text " + value;
        };
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException where the text is none of these
     */
    static Object parse(String text) {
        String[] parts = text.split(" ", 2);
        String rest = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "long" -> Long.valueOf(rest);
            case "double" -> Double.valueOf(rest);
            case "boolean" -> flag(rest);
            case "text" -> rest;
            default ->
                throw new IllegalArgumentException("value: type '" + TensorNames.printable(parts[0])
                        + "' is unknown; use long, double, boolean or text");
        };
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "value: '" + TensorNames.printable(text) + "' is not boolean; use true or false");
        };
    }
}
