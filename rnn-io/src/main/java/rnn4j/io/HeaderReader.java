package rnn4j.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rnn4j.io.ModelFormatException.Code;

/** Reads the JSON header of a safetensors file; what the layout does not name is refused. */
final class HeaderReader {
    private static final int HIGHEST_RANK = 8;

    private final HeaderText text;
    private final JsonParser json;
    private final ReadOptions options;
    private final TensorPlaces places;
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private boolean metadataSeen;
    private long metadataBytes;
    private long digestAt = -1;

    private HeaderReader(HeaderText text, JsonParser json, ReadOptions options) {
        this.text = text;
        this.json = json;
        this.options = options;
        this.places = new TensorPlaces(text);
    }

    /**
     * Read and check a header.
     *
     * @param operation what is being done, for messages
     * @param start the bytes of the file up to the end of the header
     * @param dataBytes how many bytes follow in the file
     * @throws ModelFormatException where anything is wrong
     */
    static Header read(String operation, byte[] start, long dataBytes, ReadOptions options) {
        HeaderText text = new HeaderText(operation, start);
        try (JsonParser json = text.parser()) {
            HeaderReader reader = new HeaderReader(text, json, options);
            reader.root();
            reader.end();
            return new Header(reader.metadata, reader.places.fill(dataBytes), reader.digestAt);
        } catch (JsonProcessingException e) {
            throw text.fault(Code.JSON, place(e), "", "the header is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException(operation + ": reading from memory failed; report this", e);
        }
    }

    private void root() throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (name.equals(TensorNames.METADATA)) {
                metadata();
            } else {
                tensor(name);
            }
        }
    }

    private void end() {
        for (int i = (int) json.currentLocation().getCharOffset(); i < text.length(); i++) {
            if (text.at(i) != ' ') {
                throw text.fault(Code.JSON, i, "", "something other than spaces follows the JSON of the header");
            }
        }
    }

    private void metadata() throws IOException {
        if (metadataSeen) {
            throw fault(Code.DUPLICATE, "", TensorNames.METADATA + " is there twice");
        }
        metadataSeen = true;
        open(JsonToken.START_OBJECT, TensorNames.METADATA);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                if (key.equals("shape") || key.equals("data_offsets")) {
                    throw fault(Code.NAME, TensorNames.METADATA, "a tensor has the reserved name");
                }
                throw fault(Code.JSON, key, "this entry of the metadata is not a string");
            }
            entry(key, json.getText());
        }
    }

    private void entry(String key, String value) {
        metadataBytes += HeaderText.utf8Bytes(key) + HeaderText.utf8Bytes(value);
        if (metadataBytes > options.metadataBytes()) {
            throw fault(Code.LIMIT, key, "the metadata are longer than " + options.metadataBytes() + " bytes");
        }
        if (!TensorNames.isUnicode(key) || !TensorNames.isUnicode(value)) {
            throw fault(Code.NAME, key, "this entry of the metadata holds half a surrogate pair");
        }
        if (metadata.put(key, value) != null) {
            throw fault(Code.DUPLICATE, key, "this entry of the metadata is there twice");
        }
        if (key.equals(Header.DIGEST)) {
            digestAt = text.byteOf(digest(value));
        }
    }

    private int digest(String value) {
        int quote = here();
        boolean written = value.length() == FileDigest.CHARACTERS
                && text.at(quote) == '"'
                && text.at(quote + 1 + FileDigest.CHARACTERS) == '"'
                && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!written) {
            throw fault(Code.CHECKSUM, Header.DIGEST, "the digest is not 64 plain characters of 0-9 and a-f");
        }
        return quote + 1;
    }

    private void tensor(String name) throws IOException {
        int start = here();
        checkName(name);
        open(JsonToken.START_OBJECT, name);
        boolean typed = false;
        long @Nullable [] shape = null;
        long @Nullable [] offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "dtype" -> {
                    checkFirst(!typed, name);
                    checkDtype(name);
                    typed = true;
                }
                case "shape" -> {
                    checkFirst(shape == null, name);
                    shape = numbers(name, HIGHEST_RANK, Code.LIMIT);
                }
                case "data_offsets" -> {
                    checkFirst(offsets == null, name);
                    offsets = numbers(name, 2, Code.JSON);
                }
                default -> throw fault(Code.JSON, name, "a tensor has a field that the layout does not know");
            }
        }
        if (!typed || shape == null || offsets == null || offsets.length != 2) {
            throw text.fault(Code.JSON, start, name, "a tensor needs a dtype, a shape and two data_offsets");
        }
        places.add(name, shape, offsets[0], offsets[1], start);
    }

    private void checkName(String name) {
        if (TensorNames.isTooLong(name)) {
            throw fault(Code.LIMIT, name, "a name is longer than " + TensorNames.MOST_BYTES + " bytes");
        }
        String problem = TensorNames.problem(name);
        if (!problem.isEmpty()) {
            throw fault(Code.NAME, name, problem);
        }
        if (!names.add(Normalizer.normalize(name, Normalizer.Form.NFC))) {
            throw fault(Code.DUPLICATE, name, "two tensors have this name, if perhaps in two Unicode forms");
        }
        if (names.size() > options.tensors()) {
            throw fault(Code.LIMIT, name, "the file has more than " + options.tensors() + " tensors");
        }
    }

    private void checkFirst(boolean first, String name) throws IOException {
        if (!first) {
            throw fault(Code.DUPLICATE, name, "a tensor has two fields " + json.currentName());
        }
    }

    private void checkDtype(String name) throws IOException {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            throw fault(Code.JSON, name, "dtype is not a string");
        }
        String dtype = json.getText();
        if (!dtype.equals(TensorEntry.DTYPE)) {
            throw fault(Code.DTYPE, name, "the numbers are of type " + TensorNames.printable(dtype) + ", not F32");
        }
    }

    private long[] numbers(String name, int most, Code tooMany) throws IOException {
        open(JsonToken.START_ARRAY, name);
        long[] values = new long[most];
        int n = 0;
        while (element(name) != JsonToken.END_ARRAY) {
            if (n == most) {
                throw fault(tooMany, name, "a list has more than " + most + " numbers");
            }
            values[n++] = number(name);
        }
        return Arrays.copyOf(values, n);
    }

    private JsonToken element(String name) throws IOException {
        try {
            return json.nextToken();
        } catch (JsonEOFException e) {
            throw e;
        } catch (JsonProcessingException e) { // 01, NaN, a number of 1,000 digits
            throw text.fault(Code.NUMBER, place(e), name, "a list holds something other than whole numbers");
        }
    }

    private long number(String name) throws IOException {
        if (json.currentToken().isStructStart()) {
            throw fault(Code.JSON, name, "a list holds a list or an object");
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getText().charAt(0) != '-') {
            try {
                return Long.parseLong(json.getText());
            } catch (NumberFormatException e) {
                throw fault(Code.NUMBER, name, "a list holds a number above " + Long.MAX_VALUE);
            }
        }
        throw fault(Code.NUMBER, name, "a list holds something other than whole numbers");
    }

    private void open(JsonToken expected, String name) throws IOException {
        if (json.nextToken() != expected) {
            throw fault(Code.JSON, name, "something else stands where '" + expected.asString() + "' belongs");
        }
    }

    private int here() {
        return (int) json.currentTokenLocation().getCharOffset();
    }

    private static int place(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : (int) e.getLocation().getCharOffset();
    }

    private ModelFormatException fault(Code code, String name, String problem) {
        return text.fault(code, here(), name, problem);
    }
}
