package rnn4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import rnn4j.data.Vocabulary;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Models to write and read in tests. */
final class Models {
    private Models() {}

    /** A model with a bit of everything: a matrix, a vector, a scalar, a tensor without elements, texts. */
    static SavedModel small() {
        return new SavedModel(
                Map.of("cell", "lstm", "hidden", "3", "note", "quotes \" and\nlines"),
                Map.of("encoder", "graph text"),
                Map.of(
                        "encoder.w", Tensor.of(Shape.of(2, 3), 1, -2, 3, -4, 5, -6),
                        "encoder.b", Tensor.of(Shape.of(3), 0.5f, -0f, Float.MIN_VALUE),
                        "scale", Tensor.scalar(7),
                        "nothing", Tensor.of(Shape.of(0, 4))),
                Optional.of(Vocabulary.of("abc \n").withUnknown(0xFFFD)),
                Map.of("seed", "42"));
    }

    /** The bytes of a model's file. */
    static byte[] bytes(Path directory, SavedModel model) {
        Path file = directory.resolve("bytes.safetensors");
        ModelFile.write(file, model);
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
