package rnn4j.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rnn4j.io.ModelFormatException.Code;

/** The header of a safetensors file as characters, each of which knows its byte in the file. */
final class HeaderText {
    /** A whole surrogate pair, else half of one, else any escape: in this order, so that each is taken once. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}|(?<half>\\\\u[dD][89a-fA-F])|\\\\.");

    private static final String HALF = "half";

    private final String operation;
    private final CharBuffer characters;

    /**
     * Decode strictly.
     *
     * @param start the bytes of the file up to the end of the header; at least 2 after the length
     */
    HeaderText(String operation, byte[] start) {
        this.operation = operation;
        ByteBuffer in = ByteBuffer.wrap(start).position(Header.AT);
        if (in.get(Header.AT) != '{' || in.get(Header.AT + 1) == 0) {
            throw new ModelFormatException(
                    operation, Code.JSON, Header.AT, "", "the header does not begin with '{' in UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(in.remaining()); // never fewer bytes than characters
        if (decoder.decode(in, out, true).isError()) {
            throw new ModelFormatException(operation, Code.NAME, in.position(), "", "the header is not valid UTF-8");
        }
        this.characters = out.flip();
        checkEscapes();
    }

    /** Refuse escapes of half a surrogate pair; the decoder has refused those that are not escaped. */
    private void checkEscapes() {
        Matcher escape = ESCAPE.matcher(characters);
        while (escape.find()) {
            if (escape.group(HALF) != null) {
                throw fault(
                        Code.NAME, escape.start(), "", "the escape of half a surrogate pair stands for no character");
            }
        }
    }

    /**
     * Say how far a JSON object goes; tells a header with a wrong length from one that is cut.
     *
     * @return the byte after its end, or -1 where it does not end within these bytes
     */
    static int end(ByteBuffer bytes) {
        CharBuffer latin = StandardCharsets.ISO_8859_1.decode(bytes);
        try (JsonParser json = Json.parser(latin.array(), latin.limit())) {
            json.nextToken();
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT
                    ? (int) json.currentLocation().getCharOffset()
                    : -1;
        } catch (IOException e) {
            return -1; // cut, or never JSON: either way it does not end here
        }
    }

    /** A parser over the characters. */
    JsonParser parser() throws IOException {
        return Json.parser(characters.array(), characters.limit());
    }

    /** How many characters there are. */
    int length() {
        return characters.limit();
    }

    /** One character, or a NUL past the end. */
    char at(int index) {
        return index < characters.limit() ? characters.get(index) : 0;
    }

    /** The byte of the file at which a character lies. */
    long byteOf(int index) {
        int n = Math.clamp(index, 0, characters.limit());
        return Header.AT + utf8Bytes(characters.subSequence(0, n));
    }

    /** How many bytes a text takes in UTF-8. */
    static long utf8Bytes(CharSequence text) {
        return text.chars().mapToLong(HeaderText::utf8Bytes).sum();
    }

    private static long utf8Bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 || Character.isSurrogate((char) character) ? 2 : 3; // a pair of surrogates takes 4
    }

    /** A fault that shows at a character. */
    ModelFormatException fault(Code code, int index, String name, String problem) {
        return new ModelFormatException(operation, code, byteOf(index), name, problem);
    }
}
