package rnn4j.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rnn4j.io.ModelFormatException.Code;

/** Our own entries of a file's metadata: texts, and maps of texts written as JSON. */
final class Metadata {
    /** What the names of our entries begin with. */
    static final String OURS = "rnn4j.";

    /** What the file is, and in which version of the format: {@code model 1}. */
    private static final String FORMAT = OURS + "format";

    private static final int VERSION = 1;

    private final String operation;
    private final Map<String, String> entries;

    /**
     * Begin with the entries of a file, or with none to write.
     *
     * @param operation what is being done, for messages
     */
    Metadata(String operation, Map<String, String> entries) {
        this.operation = operation;
        this.entries = entries;
    }

    /** The entries of a new file of a kind, to be added to. */
    static Map<String, String> begin(String kind) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(FORMAT, kind + " " + VERSION);
        return entries;
    }

    /** Whether the entries are ours; else another program wrote the file. */
    boolean areOurs() {
        return entries.keySet().stream().anyMatch(key -> key.startsWith(OURS));
    }

    /** Refuse what is of another kind or version. */
    void checkKind(String kind) {
        String format = text("format");
        String[] words = format.split(" ", 2);
        if (!format.matches("[a-z]+ [0-9]+")) {
            throw fault(Code.VERSION, "format", "the format is '" + TensorNames.printable(format) + "', which is none");
        }
        if (!words[0].equals(kind)) {
            throw fault(Code.MAGIC, "format", "this is a " + TensorNames.printable(words[0]) + ", not a " + kind);
        }
        if (!words[1].equals(String.valueOf(VERSION))) {
            throw fault(
                    Code.VERSION, "format", "the format is " + TensorNames.printable(format) + ", known is " + VERSION);
        }
    }

    /** An entry that may be missing. */
    Optional<String> find(String key) {
        return Optional.ofNullable(entries.get(OURS + key));
    }

    /** An entry that must be there. */
    String text(String key) {
        return find(key).orElseThrow(() -> fault(Code.CONFIG, key, "this entry of the metadata is missing"));
    }

    /** An entry that holds a map. */
    Map<String, String> map(String key) {
        try {
            return Json.strings(text(key));
        } catch (JsonProcessingException e) {
            throw fault(Code.CONFIG, key, "this entry of the metadata is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw fault(Code.CONFIG, key, "this entry of the metadata is not a map of texts: " + e.getMessage());
        }
    }

    /** An entry as what a parser makes of it. */
    <T> T parsed(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw fault(Code.CONFIG, key, "this entry of the metadata is wrong: " + e.getMessage());
        }
    }

    private ModelFormatException fault(Code code, String key, String problem) {
        return new ModelFormatException(operation, code, -1, OURS + key, problem);
    }
}
