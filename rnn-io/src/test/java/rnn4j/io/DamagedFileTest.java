package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Good files that were damaged, and files that never were models. */
class DamagedFileTest {
    @TempDir
    private Path directory;

    @Test
    void cutAnywhereIsTruncated() throws IOException { // F01; a file of 0 bytes is told apart below
        byte[] whole = Models.bytes(directory, Models.small());
        for (int length = 1; length < whole.length; length++) {
            assertThat(fault(Arrays.copyOf(whole, length)).code())
                    .as("%s bytes", length)
                    .isEqualTo(Code.TRUNCATED);
        }
    }

    @Test
    void noSingleBitCanFlipUnnoticed() throws IOException { // F02
        byte[] whole = Models.bytes(directory, Models.small());
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(fault(flipped).code()).as("bit %s", bit).isNotNull();
        }
    }

    @Test
    void aFlippedBitInATensorNamesIt() throws IOException {
        byte[] flipped = Models.bytes(directory, Models.small());
        flipped[flipped.length - 1] ^= 1; // the last tensor by name
        ModelFormatException e = fault(flipped);

        assertThat(e.code()).isEqualTo(Code.CHECKSUM);
        assertThat(e.name()).isEqualTo("scale");
        assertThat(e).hasMessageContaining("\"scale\": the digest differs, this tensor is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"encoder.w", "rnn4j.config", "lstm", "hidden", "42"})
    void aChangedLetterInTheHeaderIsFound(String word) throws IOException {
        byte[] file = Models.bytes(directory, Models.small());
        String latin = new String(file, StandardCharsets.ISO_8859_1);
        file[latin.indexOf(word) + word.length() - 1] ^= 1;

        assertThat(fault(file).code()).isEqualTo(Code.CHECKSUM);
    }

    @Test
    void aFileOfOursWithoutItsDigestIsNotTakenForAnothers() throws IOException {
        byte[] file = RawFile.edited(Models.bytes(directory, Models.small()), "rnn4j.sha256", "rnn4j.sha257");

        assertThat(fault(file).code()).isEqualTo(Code.CHECKSUM);
    }

    @Test
    void aDigestInCapitalsIsNoDigest() throws IOException {
        byte[] file =
                RawFile.edited(Models.bytes(directory, Models.small()), "\"rnn4j.sha256\":\"", "\"rnn4j.sha256\":\"A");

        assertThat(fault(file).code()).isEqualTo(Code.CHECKSUM);
    }

    @Test
    void configurationAndWeightsOfDifferentSavesDoNotFit() throws IOException { // F24
        byte[] one = Models.bytes(directory, SavedModel.of(Map.of("w", Tensor.of(Shape.of(4), 1, 2, 3, 4))));
        byte[] two = Models.bytes(directory, SavedModel.of(Map.of("w", Tensor.of(Shape.of(4), 1, 2, 3, 5))));
        System.arraycopy(two, two.length - 16, one, one.length - 16, 16);

        assertThat(fault(one).code()).isEqualTo(Code.CHECKSUM);
    }

    @ParameterizedTest
    @CsvSource({"model 2, VERSION", "model 0, VERSION", "snapshot 1, MAGIC", "'', VERSION", "model, VERSION"})
    void anotherFormatIsRefused(String format, Code expected) throws IOException {
        byte[] file = RawFile.edited(Models.bytes(directory, Models.small()), "\"model 1\"", "\"" + format + "\"");

        assertThat(fault(file).code()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rnn4j.config\":\"{     | \"rnn4j.config\":\"[",
                "\"rnn4j.config\":\"{     | \"rnn4j.config\":\"{\\\"a\\\":1,",
                "\"rnn4j.config\":\"{     | \"rnn4j.config\":\"{\\\"cell\\\":\\\"twice\\\",",
                "\"rnn4j.config\":\"{     | \"rnn4j.config\":\"{} {",
                "\"rnn4j.provenance\"     | \"rnn4j.provenience\"",
                "\"characters             | \"letters",
                "\"characters FFFD 000A   | \"characters FFFD 0021",
                "\"characters FFFD        | \"characters D800"
            })
    void metadataThatMakeNoSenseAreRefused(String from, String to) throws IOException {
        byte[] file = RawFile.edited(Models.bytes(directory, Models.small()), from, to);

        assertThat(fault(file).code()).isEqualTo(Code.CONFIG);
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "version https://git-lfs.github.com/spec/v1, Git LFS",
        "<!DOCTYPE html><html></html>, web page",
        "'\n\n <html><body>Not found</body></html>', web page",
        "PK\u0003\u0004 and what follows it, zip",
        "'\u001f\u008b\u0008 and what follows it', gzip",
        "\u0080\u0004\u0095 and what follows it, pickle",
        "\u00ca\u00fe\u00ba\u00be and what follows it, Java class",
        "\u00ac\u00ed\u0000\u0005 and what follows it, serialised",
        "'{\"error\": \"no such model\"}', text file"
    })
    void whatNeverWasAModelIsNamed(String content, String hint) throws IOException { // F25
        ModelFormatException e = fault(content.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(e.code()).isEqualTo(Code.MAGIC);
        assertThat(e).hasMessageContaining(hint);
    }

    @Test
    void directoriesPipesAndDevicesAreNotOpened() throws IOException, InterruptedException { // F25
        assertThat(fault(directory, ReadOptions.standard()).code()).isEqualTo(Code.MAGIC);
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "no /dev/zero here");
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (Path special : new Path[] {zeros, pipe}) {
            Code code = assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> fault(special, ReadOptions.standard()).code());
            assertThat(code).as(special.toString()).isEqualTo(Code.MAGIC);
        }
    }

    @Test
    void aMissingFileIsTheFileSystemsRefusal() {
        Path file = directory.resolve("absent.safetensors");

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessage("read " + file + ": there is no " + file + "; check the path");
    }

    @Test
    void aHeaderOverTheLimitIsRefusedUnlessTheLimitIsRaised() throws IOException { // F04
        Path file = directory.resolve("long.safetensors");
        int length = ReadOptions.standard().headerBytes() + 1;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(RawFile.withLength(length, new byte[] {'{'}));
            sparse.setLength(8L + length);
        }
        assertThat(fault(file, ReadOptions.standard()).code()).isEqualTo(Code.LIMIT);
        assertThat(fault(file, ReadOptions.standard().headerBytes(length)).code())
                .isEqualTo(Code.JSON);
    }

    @Test
    void tensorsBeyondTheHeapAreRefusedBeforeTheyAreMade() throws IOException {
        Path file = directory.resolve("huge.safetensors");
        long numbers = 1L << 30;
        String header = Stream.iterate(0L, i -> i < 1024, i -> i + 1)
                .map(i -> "\"t%d\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}"
                        .formatted(i, numbers, i * numbers * 4, (i + 1) * numbers * 4))
                .collect(Collectors.joining(",", "{", "}"));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(RawFile.of(header, 0));
            sparse.setLength(8 + header.length() + 1024 * numbers * 4); // 4 TiB of holes
        }
        assertThat(fault(file, ReadOptions.standard()).code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void moreTensorsThanTheLimitAreRefused() throws IOException { // F05
        SavedModel three = SavedModel.of(Map.of("a", Tensor.scalar(1), "b", Tensor.scalar(2), "c", Tensor.scalar(3)));
        Path file = Files.write(directory.resolve("f"), Models.bytes(directory, three));

        assertThat(ModelFile.read(file, ReadOptions.standard().tensors(3))
                        .model()
                        .tensors())
                .hasSize(3);
        assertThat(fault(file, ReadOptions.standard().tensors(2)).code()).isEqualTo(Code.LIMIT);
        assertThat(fault(file, ReadOptions.standard().metadataBytes(20)).code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void infinitiesAreRefusedWhereTheReaderAsksForIt() throws IOException { // F18
        SavedModel model = SavedModel.of(Map.of("bad", Tensor.of(Shape.of(2), 1, Float.NaN), "good", Tensor.scalar(1)));
        Path file = Files.write(directory.resolve("f"), Models.bytes(directory, model));
        ModelFormatException e = fault(file, ReadOptions.standard().finiteOnly());

        assertThat(e.code()).isEqualTo(Code.NON_FINITE);
        assertThat(e.name()).isEqualTo("bad");
    }

    @Test
    void aConfigurationThatNamesAClassIsText() throws IOException { // F22: nothing is looked up on reading
        SavedModel model =
                new SavedModel(Map.of("cell", "java.lang.Runtime"), Map.of(), Map.of(), Optional.empty(), Map.of());
        Path file = Files.write(directory.resolve("f"), Models.bytes(directory, model));

        assertThat(ModelFile.read(file).model().setting("cell")).isEqualTo("java.lang.Runtime");
    }

    @Test
    void aThousandFilesLeaveNoDescriptorOpen() throws IOException { // F31
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "no " + descriptors + " here");
        byte[] good = Models.bytes(directory, Models.small());
        Path file = directory.resolve("f");
        long before = count(descriptors);
        for (int i = 0; i < 1_000; i++) {
            ModelFile.read(RawFile.write(file, good));
            fault(Arrays.copyOf(good, good.length - 1));
        }
        assertThat(count(descriptors)).isLessThanOrEqualTo(before + 10); // what the JVM itself opens meanwhile
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private ModelFormatException fault(byte[] file) throws IOException {
        return fault(RawFile.write(directory.resolve("f.safetensors"), file), ReadOptions.standard());
    }

    private static ModelFormatException fault(Path file, ReadOptions options) {
        ModelFormatException e = catchThrowableOfType(ModelFormatException.class, () -> ModelFile.read(file, options));
        assertThat(e).as("%s must be refused", file).isNotNull();
        return e;
    }
}
