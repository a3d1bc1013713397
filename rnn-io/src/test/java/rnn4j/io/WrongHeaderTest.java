package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.io.ModelFormatException.Code;

/** Files whose header lies or is not what the layout asks for: each is refused with the code of its fault. */
class WrongHeaderTest {
    private static final String FIELDS = "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"lengths", "limits", "nesting", "duplicates", "names", "notJson", "numbers", "overflows"})
    @MethodSource({"layouts", "sizes", "types"})
    void isRefused(String what, Code expected, byte[] file) throws IOException {
        Path path = RawFile.write(directory.resolve("f.safetensors"), file);
        ModelFormatException e = catchThrowableOfType(ModelFormatException.class, () -> ModelFile.read(path));

        assertThat(e).as("%s must be refused", what).isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(expected);
        assertThat(e.getMessage()).matches("(?s)read .*f\\.safetensors: .+; .+ \\[" + expected + "]");
        assertThat(e.offset()).isLessThanOrEqualTo(Files.size(path));
    }

    static Stream<Arguments> lengths() { // F03
        byte[] header = one(FIELDS).getBytes(StandardCharsets.UTF_8);
        return Stream.of(0L, 1L, header.length + 5L, (1L << 31) - 1, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE, -1L)
                .map(length -> arguments(
                        "header length " + Long.toUnsignedString(length),
                        Code.HEADER_LENGTH,
                        RawFile.withLength(length, header, new byte[4])));
    }

    static Stream<Arguments> limits() { // F05, F12
        return Stream.of(
                row("rank 9", Code.LIMIT, shaped("[1,1,1,1,1,1,1,1,1]", "[0,4]"), 4),
                row("name of 513 bytes", Code.LIMIT, named("n".repeat(513)), 4),
                row("name of 257 letters of 2 bytes", Code.LIMIT, named("\u00e4".repeat(257)), 4),
                row("metadata over 1 MiB", Code.LIMIT, "{\"__metadata__\":{\"k\":\"" + "x".repeat(1 << 20) + "\"}}", 0),
                row("size over 2^31", Code.LIMIT, shaped("[3000000000]", "[0,12000000000]"), 0),
                row("2^31 numbers", Code.LIMIT, shaped("[65536,32768]", "[0,8589934592]"), 0),
                row("size over 2^31 beside 0", Code.LIMIT, shaped("[3000000000,0]", "[0,0]"), 0),
                row("product over 2^31 beside 0", Code.LIMIT, shaped("[65536,65536,0]", "[0,0]"), 0));
    }

    static Stream<Arguments> nesting() { // F06
        return Stream.of(17, 1_000, 1_000_000)
                .flatMap(depth -> Stream.of("[", "{\"a\":")
                        .map(open -> row(depth + " deep " + open, Code.JSON, "{\"t\":" + open.repeat(depth), 0)));
    }

    static Stream<Arguments> duplicates() { // F07
        String other = ",\"data_offsets\":[0,4]}";
        return Stream.of(
                row("tensor twice", Code.DUPLICATE, "{\"t\":{" + FIELDS + "},\"t\":{" + FIELDS + "}}", 4),
                row("dtype twice", Code.DUPLICATE, one("\"dtype\":\"F32\"," + FIELDS), 4),
                row("shape twice", Code.DUPLICATE, one(FIELDS + ",\"shape\":[1]"), 4),
                row("offsets twice", Code.DUPLICATE, "{\"t\":{" + FIELDS + other + "}", 4),
                row("escaped twin", Code.DUPLICATE, "{\"t\":{" + FIELDS + "},\"\\u0074\":{" + FIELDS + "}}", 4),
                row("NFC twin", Code.DUPLICATE, "{\"\u00e4\":{" + FIELDS + "},\"a\u0308\":{" + FIELDS + "}}", 4),
                row("metadata twice", Code.DUPLICATE, "{\"__metadata__\":{},\"__metadata__\":{}}", 0),
                row("metadata key twice", Code.DUPLICATE, "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0));
    }

    static Stream<Arguments> names() { // F08
        return Stream.of(
                row("reserved name", Code.NAME, named("__metadata__").replace("\"dtype\":\"F32\",", ""), 4),
                row("reserved name with dtype", Code.NAME, named("__metadata__"), 4),
                row("empty name", Code.NAME, named(""), 4),
                row("NUL", Code.NAME, named("a\\u0000"), 4),
                row("control character", Code.NAME, named("a\\u001b[2J"), 4),
                row("C1 control character", Code.NAME, named("a\u0085"), 4),
                row("high surrogate alone", Code.NAME, named("a\\ud800"), 4),
                row("low surrogate alone", Code.NAME, named("\\udc00a"), 4),
                row("surrogate in the metadata", Code.NAME, "{\"__metadata__\":{\"a\":\"\\ud800\"}}", 0),
                arguments("invalid UTF-8", Code.NAME, latin(named("a\u00ff"))),
                arguments("overlong UTF-8", Code.NAME, latin(named("a\u00c0\u0080"))),
                arguments("surrogate in UTF-8", Code.NAME, latin(named("a\u00ed\u00a0\u0080"))),
                arguments("cut UTF-8", Code.NAME, latin("{\"a\u00e2")));
    }

    static Stream<Arguments> notJson() { // F09
        String good = one(FIELDS);
        return Stream.concat(
                Stream.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE")
                        .map(name -> arguments(
                                name, Code.JSON, RawFile.of(good.getBytes(Charset.forName(name)), new byte[4]))),
                Stream.of(
                        row("byte order mark", Code.JSON, "\uFEFF" + good, 4),
                        row("leading tab", Code.JSON, "\t" + good, 4),
                        row("leading newline", Code.JSON, "\n" + good, 4),
                        row("trailing newline", Code.JSON, good + " \n", 4),
                        row("trailing brace", Code.JSON, good + "}", 4),
                        row("trailing NUL", Code.JSON, good + "\0", 4),
                        row("second object", Code.JSON, good + good, 4),
                        row("comment", Code.JSON, "{/**/" + good.substring(1), 4),
                        row("trailing comma", Code.JSON, one(FIELDS + ","), 4),
                        row("single quotes", Code.JSON, good.replace('"', '\''), 4),
                        row("raw newline in a name", Code.JSON, named("a\nb"), 4),
                        row("unknown field", Code.JSON, one(FIELDS + ",\"x\":1"), 4),
                        row("missing field", Code.JSON, one("\"dtype\":\"F32\",\"shape\":[1]"), 4),
                        row("tensor is a list", Code.JSON, "{\"t\":[]}", 0),
                        row("shape is a number", Code.JSON, shaped("1", "[0,4]"), 4),
                        row("shape in shape", Code.JSON, shaped("[[1]]", "[0,4]"), 4),
                        row("one offset", Code.JSON, shaped("[1]", "[4]"), 4),
                        row("three offsets", Code.JSON, shaped("[1]", "[0,4,4]"), 4),
                        row("metadata is a text", Code.JSON, "{\"__metadata__\":\"x\"}", 0),
                        row("metadata value is a number", Code.JSON, "{\"__metadata__\":{\"a\":1}}", 0),
                        row("only a brace", Code.JSON, "{ ", 0)));
    }

    static Stream<Arguments> numbers() { // F10
        return Stream.of(
                        "-1",
                        "-0",
                        "1.0",
                        "1e3",
                        "01",
                        "+1",
                        "\"1\"",
                        "null",
                        "true",
                        "NaN",
                        "Infinity",
                        "0x1",
                        "1" + "0".repeat(400),
                        "1" + "0".repeat(5_000),
                        "9223372036854775808",
                        "1e400")
                .flatMap(number -> Stream.of(
                        row("size " + brief(number), Code.NUMBER, shaped("[" + number + "]", "[0,4]"), 4),
                        row("offset " + brief(number), Code.NUMBER, shaped("[1]", "[0," + number + "]"), 4)));
    }

    static Stream<Arguments> overflows() { // F11
        return Stream.of(
                row("wraps to 0 at 64 bits", Code.OVERFLOW, shaped("[4294967296,4294967296]", "[0,0]"), 0),
                // 4194305 * 4194305 * 211106198978564 = 4 modulo 2^64
                row("wraps to 4", Code.OVERFLOW, shaped("[4194305,4194305,211106198978564]", "[0,16]"), 16),
                row("wraps in bytes", Code.OVERFLOW, shaped("[4611686018427387904]", "[0,0]"), 0),
                row("wraps to 0 at 32 bits", Code.OVERFLOW, shaped("[65536,65536]", "[0,0]"), 0),
                row("wraps to 1 at 32 bits", Code.OVERFLOW, shaped("[65537,65537,4294836225]", "[0,4]"), 4));
    }

    static Stream<Arguments> layouts() { // F13, F14
        return Stream.of(
                row("begin after end", Code.LAYOUT, shaped("[1]", "[4,0]"), 4),
                row("gap at the start", Code.LAYOUT, two("[4,8]", "[8,12]"), 12),
                row("gap in the middle", Code.LAYOUT, two("[0,4]", "[8,12]"), 12),
                row("overlap", Code.LAYOUT, two("[0,4]", "[2,6]"), 6),
                row("past the end", Code.LAYOUT, two("[0,4]", "[100,104]"), 8),
                row("empty tensor past the end", Code.LAYOUT, shaped("[0]", "[100,100]"), 0),
                row("the end itself past the file", Code.TRUNCATED, two("[0,4]", "[4,8]"), 7),
                row("100 on one range", Code.LAYOUT, hundredOnOneRange(), 4),
                row("gap at the end", Code.COVERAGE, two("[0,4]", "[4,8]"), 9),
                arguments("zip appended", Code.COVERAGE, appended("PK\u0003\u0004")),
                arguments("class appended", Code.COVERAGE, appended("\u00ca\u00fe\u00ba\u00be")),
                arguments("page appended", Code.COVERAGE, appended("<html>")));
    }

    static Stream<Arguments> sizes() { // F15
        return Stream.of("[0,0]", "[0,3]", "[0,5]", "[0,8]")
                .map(offsets -> row("one number in " + offsets, Code.SIZE, shaped("[1]", offsets), 4));
    }

    static Stream<Arguments> types() { // F16
        return Stream.of(
                        "F64", "F16", "BF16", "I64", "I4", "F8_E4M3", "BOOL", "f32", "", "float32", "java.lang.Runtime")
                .map(type -> row("dtype " + type, Code.DTYPE, one(FIELDS.replace("F32", type)), 4));
    }

    private static Arguments row(String what, Code code, String header, int dataBytes) {
        return arguments(what, code, RawFile.of(header, dataBytes));
    }

    private static String one(String fields) {
        return "{\"t\":{" + fields + "}}";
    }

    private static String named(String name) {
        return "{\"" + name + "\":{" + FIELDS + "}}";
    }

    private static String shaped(String shape, String offsets) {
        return one("\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets);
    }

    private static String two(String first, String second) {
        return shaped("[1]", first).replace("}}", "},\"u\":{" + FIELDS.replace("[0,4]", second) + "}}");
    }

    private static String hundredOnOneRange() {
        return IntStream.range(0, 100)
                .mapToObj(i -> "\"t" + i + "\":{" + FIELDS + "}")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static byte[] appended(String tail) {
        byte[] header = one(FIELDS).getBytes(StandardCharsets.UTF_8);
        return RawFile.of(header, ("\0\0\0\0" + tail).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] latin(String header) {
        return RawFile.of(header.getBytes(StandardCharsets.ISO_8859_1), new byte[4]);
    }

    private static String brief(String text) {
        return text.length() < 30 ? text : text.length() + " characters";
    }
}
