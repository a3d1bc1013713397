package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

class FileSnapshotStoreTest {
    @TempDir
    private Path directory;

    @Test
    void givesBackWhatWasSaved() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z", Tensor.of(Shape.of(2), -0f, Float.NEGATIVE_INFINITY));
        tensors.put("a", Tensor.of(Shape.of(0, 3)));
        tensors.put("m", Tensor.scalar(Float.MIN_VALUE));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", Long.MIN_VALUE);
        values.put("rate", 0.1);
        values.put("tiny", Double.MIN_VALUE);
        values.put("nan", Double.NaN);
        values.put("minus zero", -0.0);
        values.put("done", false);
        values.put("text", "true, or long 1\n\u00e4");
        values.put("empty", "");
        FileSnapshotStore store = new FileSnapshotStore(directory);
        store.save("run-1.last", new Snapshot(tensors, values));
        Snapshot loaded = new FileSnapshotStore(directory).load("run-1.last").orElseThrow();

        assertThat(loaded.values()).isEqualTo(values);
        assertThat(loaded.values().keySet()).containsExactlyElementsOf(values.keySet());
        assertThat(loaded.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        loaded.tensors()
                .forEach((name, tensor) -> assertThat(tensor.sameBits(tensors.getOrDefault(name, tensor)))
                        .as(name)
                        .isTrue());
    }

    @Test
    void knowsNothingOfOtherNamesAndKeepsTheLastOfOne() {
        FileSnapshotStore store = new FileSnapshotStore(directory);
        store.save("a", new Snapshot(Map.of(), Map.of("step", 1L)));
        store.save("a", new Snapshot(Map.of(), Map.of("step", 2L)));

        assertThat(store.load("b")).isEmpty();
        assertThat(store.load("a").orElseThrow().values()).isEqualTo(Map.of("step", 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../a", "a/b", "a\\b", "A", "-a", "a\0", "/etc/passwd", "\u00e4"})
    void refusesNamesThatAreNoFileNames(String name) {
        FileSnapshotStore store = new FileSnapshotStore(directory);

        assertThatThrownBy(() -> store.load(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.save(name, new Snapshot(Map.of(), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("snapshot: the name '");
    }

    @Test
    void aModelIsNoSnapshot() {
        ModelFile.write(directory.resolve("m.safetensors"), Models.small());

        assertThatThrownBy(() -> new FileSnapshotStore(directory).load("m"))
                .isInstanceOfSatisfying(
                        ModelFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.MAGIC))
                .hasMessageContaining("this is a model, not a snapshot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"long 1.5", "long", "int 1", "", "boolean yes", "double x"})
    void valuesThatAreNoneAreRefused(String text) throws IOException {
        FileSnapshotStore store = new FileSnapshotStore(directory);
        store.save("s", new Snapshot(Map.of(), Map.of("step", 7L)));
        Path file = directory.resolve("s.safetensors");
        RawFile.write(file, RawFile.edited(Files.readAllBytes(file), "long 7", text));

        assertThatThrownBy(() -> store.load("s"))
                .isInstanceOfSatisfying(
                        ModelFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.CONFIG));
    }

    @Test
    void aMissingDirectoryIsSaid() {
        FileSnapshotStore store = new FileSnapshotStore(directory.resolve("absent"));

        assertThat(store.load("a")).isEmpty();
        assertThatThrownBy(() -> store.save("a", new Snapshot(Map.of(), Map.of())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is no " + directory.resolve("absent"));
    }
}
