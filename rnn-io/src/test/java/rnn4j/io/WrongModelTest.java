package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** What could not be read again is not written. */
class WrongModelTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("wrongNames")
    void wrongNamesAreRefusedOnWritingToo(String name, Code expected) throws IOException { // F08
        assertRefused(SavedModel.of(Map.of(name, Tensor.scalar(1))), expected);
    }

    static Stream<Arguments> wrongNames() {
        return Stream.of(
                arguments("", Code.NAME),
                arguments("__metadata__", Code.NAME),
                arguments("a\0", Code.NAME),
                arguments("a\n", Code.NAME),
                arguments("a\uD800", Code.NAME),
                arguments("\uDC00a", Code.NAME),
                arguments("n".repeat(513), Code.LIMIT));
    }

    @Test
    void namesThatDifferInTheirUnicodeFormOnlyAreRefused() throws IOException { // F07
        assertRefused(SavedModel.of(Map.of("\u00e4", Tensor.scalar(1), "a\u0308", Tensor.scalar(2))), Code.DUPLICATE);
    }

    @Test
    void halfACharacterInATextIsRefusedNotReplaced() throws IOException {
        assertRefused(configured(Map.of("note", "a\uD800b")), Code.NAME);
        assertRefused(configured(Map.of("a\uDC00b", "note")), Code.NAME);
    }

    @Test
    void moreTextThanReadersTakeIsRefused() throws IOException {
        assertRefused(configured(Map.of("long", "x".repeat(1 << 20))), Code.LIMIT);
    }

    @Test
    void ranksThatReadersDoNotTakeAreRefused() throws IOException {
        assertRefused(SavedModel.of(Map.of("t", Tensor.of(Shape.of(1, 1, 1, 1, 1, 1, 1, 1, 1), 1))), Code.LIMIT);
    }

    @Test
    void anUnknownSettingIsAnsweredWithThoseThatAreThere() {
        assertThatThrownBy(
                        () -> configured(Map.of("hidden", "3", "cell", "lstm")).setting("input"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model: there is no setting 'input'; there are [cell, hidden]");
    }

    private static SavedModel configured(Map<String, String> config) {
        return new SavedModel(config, Map.of(), Map.of(), Optional.empty(), Map.of());
    }

    private void assertRefused(SavedModel model, Code expected) throws IOException {
        Path file = directory.resolve("m.safetensors");
        ModelFormatException e = catchThrowableOfType(ModelFormatException.class, () -> ModelFile.write(file, model));

        assertThat(e).isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(expected);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }
}
