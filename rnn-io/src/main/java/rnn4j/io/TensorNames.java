package rnn4j.io;

import java.nio.charset.StandardCharsets;

/** What a tensor may be called, the same for reading and writing. */
final class TensorNames {
    static final String METADATA = "__metadata__";
    static final int MOST_BYTES = 512;

    private TensorNames() {}

    /** Say what is wrong with a name, or nothing. */
    static String problem(String name) {
        if (name.isEmpty()) {
            return "a tensor has an empty name";
        }
        if (name.equals(METADATA)) {
            return "a tensor is called " + METADATA + ", which is reserved";
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return "the name \"" + printable(name) + "\" holds a control character";
        }
        return isUnicode(name) ? "" : "the name \"" + printable(name) + "\" holds half a surrogate pair";
    }

    /** Whether a name takes more bytes of UTF-8 than any name may. */
    static boolean isTooLong(String name) {
        return name.length() > MOST_BYTES || name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    /** Whether a text is free of surrogates without their other half. */
    static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** A name for an error message: short, and one that no terminal chokes on. */
    static String printable(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().limit(64).forEach(c -> {
            boolean plain =
                    !Character.isISOControl(c) && Character.isDefined(c) && Character.getType(c) != Character.SURROGATE;
            out.append(plain ? Character.toString(c) : String.format("\\u%04x", c));
        });
        return name.codePointCount(0, name.length()) > 64 ? out + "..." : out.toString();
    }
}
