package rnn4j.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON of model files: written from plain maps, read token by token.
 *
 * <p>Names from a file are neither interned nor kept in shared symbol tables, so no file can fill or slow them; nothing is
 * ever bound to a class.
 */
final class Json {
    /** The layout needs 3 levels; the reader refuses more without recursion. */
    private static final int DEEPEST = 16;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(400)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private Json() {}

    /** Write maps, lists, strings and numbers. */
    static String text(Map<String, ?> value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("write json: a map of plain values could not be written; report this", e);
        }
    }

    /** Read tokens; the caller has bounded the length. */
    static JsonParser parser(char[] text, int length) throws IOException {
        return MAPPER.getFactory().createParser(text, 0, length);
    }

    /**
     * Read an object of strings.
     *
     * @throws IOException where the text is something else
     */
    static Map<String, String> strings(String text) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = parser(text.toCharArray(), text.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw new IOException("the value of \"" + TensorNames.printable(key) + "\" is not a string");
                }
                if (values.put(key, json.getText()) != null) {
                    throw new IOException("the key \"" + TensorNames.printable(key) + "\" is there twice");
                }
            }
            if (json.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
        }
        return values;
    }
}
