package rnn4j.io;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class ModelFileTest {
    @TempDir
    private Path directory;

    @Test
    void readsWhatItWrote() {
        SavedModel model = Models.small();
        Path file = directory.resolve("m.safetensors");
        ModelFile.write(file, model);
        LoadedModel loaded = ModelFile.read(file);

        assertThat(loaded.model().config()).isEqualTo(model.config());
        assertThat(loaded.model().graphs()).isEqualTo(model.graphs());
        assertThat(loaded.model().provenance()).isEqualTo(model.provenance());
        assertThat(loaded.model().vocabulary()).isEqualTo(model.vocabulary());
        assertSameTensors(loaded.model().tensors(), model.tensors());
        assertThat(loaded.integrity()).isEqualTo(Integrity.VERIFIED);
        assertThat(loaded.nonFinite()).isEmpty();
        assertThat(loaded.otherMetadata()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 16, 17, 31, 33, 64, 65, 65_535, 65_536, 65_537, 131_073})
    void keepsEveryBitAtEverySize(int size) {
        long seed = 20_240L + size;
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            int bits = random.nextInt();
            values[i] = Float.intBitsToFloat(Float.isNaN(Float.intBitsToFloat(bits)) ? bits & 0xBFFFFFFF : bits);
        }
        SavedModel model = SavedModel.of(Map.of("t", Tensor.of(Shape.of(size), values)));
        Path file = directory.resolve("m.safetensors");
        ModelFile.write(file, model);
        float[] read = tensor(ModelFile.read(file).model().tensors(), "t").values();

        assertThat(bits(read)).as("seed %s", seed).isEqualTo(bits(values));
    }

    /** Fault N09. */
    @Test
    void keepsSignedZerosAndDenormalsAndTellsWhatIsNotFinite() {
        float[] odd = {
            -0f,
            0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MAX_VALUE,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            Float.intBitsToFloat(0x7fc1_2345),
            Float.intBitsToFloat(0xffc5_4321)
        };
        Path file = directory.resolve("m.safetensors");
        ModelFile.write(file, SavedModel.of(Map.of("odd", Tensor.of(Shape.of(9), odd), "fine", Tensor.scalar(1))));
        LoadedModel loaded = ModelFile.read(file);

        assertThat(bits(tensor(loaded.model().tensors(), "odd").values())).isEqualTo(bits(odd));
        assertThat(loaded.nonFinite()).containsExactly("odd");
    }

    @Test
    void equalModelsMakeEqualBytesWhateverTheMapsWere() {
        Map<String, String> ascending = new LinkedHashMap<>();
        Map<String, String> descending = new LinkedHashMap<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Tensor> reversed = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            ascending.put("key" + i, "value" + i);
            descending.put("key" + (19 - i), "value" + (19 - i));
            tensors.put("t" + i, Tensor.scalar(i));
            reversed.put("t" + (19 - i), Tensor.scalar(19 - i));
        }
        SavedModel one = new SavedModel(ascending, ascending, tensors, Optional.empty(), ascending);
        SavedModel two = new SavedModel(descending, descending, reversed, Optional.empty(), descending);

        assertThat(Models.bytes(directory, one)).isEqualTo(Models.bytes(directory, two));
    }

    @Test
    void aModelThatWasReadIsWrittenBackToTheSameBytes() throws IOException {
        byte[] bytes = Models.bytes(directory, Models.small());
        Path file = Files.write(directory.resolve("m.safetensors"), bytes);
        ModelFile.write(file, ModelFile.read(file).model());

        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void theFileIsLegalSafetensorsWithAlignedNumbersAndADigestOverAllBytes() {
        byte[] bytes = Models.bytes(directory, Models.small());
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);

        assertThat(length % 8).isZero();
        assertThat(header).startsWith("{\"__metadata__\":{\"rnn4j.config\":\"{\\\"cell\\\":\\\"lstm\\\"");
        // Tensors sorted by name: b [3] takes bytes 0 to 12, w [2, 3] 12 to 36, nothing none, scale 36 to 40.
        assertThat(header)
                .contains("\"encoder.b\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}")
                .contains("\"encoder.w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[12,36]}")
                .contains("\"nothing\":{\"dtype\":\"F32\",\"shape\":[0,4],\"data_offsets\":[36,36]}")
                .contains("\"scale\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[36,40]}");
        assertThat(bytes).hasSize(8 + (int) length + 40).isEqualTo(RawFile.sealed(bytes));
    }

    @Test
    void readsTheTensorsOfAnotherProgramsFile() throws IOException {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"b\":{\"shape\":[1],\"data_offsets\":[4,8],\"dtype\":\"F32\"},\"a\":{\"dtype\":\"F32\",\"shape\":[],"
                + "\"data_offsets\":[0,4]}}  ";
        ByteBuffer data = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-2);
        Path file = Files.write(
                directory.resolve("f.safetensors"), RawFile.of(header.getBytes(StandardCharsets.UTF_8), data.array()));
        LoadedModel loaded = ModelFile.read(file);

        assertThat(loaded.integrity()).isEqualTo(Integrity.UNVERIFIED);
        assertThat(loaded.otherMetadata()).isEqualTo(Map.of("format", "pt"));
        assertSameTensors(loaded.model().tensors(), Map.of("a", Tensor.scalar(1.5f), "b", Tensor.of(Shape.of(1), -2)));
        assertThat(loaded.model().config()).isEmpty();
        assertThat(loaded.model().vocabulary()).isEmpty();
    }

    @Test
    void aFileWithoutTensorsIsLegal() throws IOException {
        Path file = Files.write(directory.resolve("f.safetensors"), RawFile.of("{}", 0));
        assertThat(ModelFile.read(file).model().tensors()).isEmpty();

        ModelFile.write(file, SavedModel.of(Map.of()));
        assertThat(ModelFile.read(file).integrity()).isEqualTo(Integrity.VERIFIED);
    }

    @Test
    void provenanceSaysWhatWasHandedInAndTheLibraryButNoTime() {
        Map<String, String> provenance = Provenance.of(42, 1_000, "vector");

        assertThat(provenance).containsOnlyKeys("library", "seed", "step", "kernels");
        assertThat(provenance.get("library")).matches("rnn4j \\d+\\.\\d+\\.\\d+.*");
        assertThat(List.of(provenance.get("seed"), provenance.get("step"), provenance.get("kernels")))
                .containsExactly("42", "1000", "vector");
    }

    private static void assertSameTensors(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach((name, tensor) -> {
            Tensor read = tensor(actual, name);
            assertThat(read.shape()).as(name).isEqualTo(tensor.shape());
            assertThat(bits(read.values())).as(name).isEqualTo(bits(tensor.values()));
        });
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        return requireNonNull(tensors.get(name), name);
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
