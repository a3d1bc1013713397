package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
    @TempDir
    private Path directory;

    @Test
    void readsFilesOneAfterAnother() throws IOException {
        Path one = Files.writeString(directory.resolve("1"), "a\nb");
        Path two = Files.writeString(directory.resolve("2"), "\u00e4\r\n\nc\n");
        Path three = Files.writeString(directory.resolve("3"), "");

        assertThat(TextSource.of(one, two, three).text()).isEqualTo("a\nb\u00e4\r\n\nc\n");
        assertThat(TextSource.of(one, two, three).lines()).containsExactly("a", "b", "\u00e4", "", "c");
    }

    @Test
    void readsTheEncodingThatWasNamed() throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[] {'a', (byte) 0xE4, (byte) 0xFF});

        assertThat(TextSource.of(StandardCharsets.ISO_8859_1, file).text()).isEqualTo("a\u00e4\u00ff");
    }

    @Test
    void leavesOutAByteOrderMark() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "\uFEFFa\uFEFF");

        assertThat(TextSource.of(file).text()).isEqualTo("a\uFEFF");
    }

    @Test
    void bytesThatAreNotOfTheEncodingAreAnErrorThatTellsThePlace() throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[] {'a', 'b', (byte) 0xE4, 'c'});

        assertThatThrownBy(() -> TextSource.of(file).text())
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(CharacterCodingException.class)
                .hasMessage("read " + file + ": byte 2 is not UTF-8; name the encoding the file is in");
    }

    @Test
    void aCharacterThatIsCutAtTheEndIsAnError() throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[] {'a', (byte) 0xE2, (byte) 0x82});

        assertThatThrownBy(() -> TextSource.of(file).text()).hasMessageContaining("byte 1 is not UTF-8");
        assertThatThrownBy(() -> TextSource.of(StandardCharsets.UTF_16BE, file).text())
                .hasMessageContaining("byte 2 is not UTF-16BE");
    }

    @Test
    void aMissingFileIsAnError() {
        Path file = directory.resolve("absent");

        assertThatThrownBy(() -> TextSource.of(file).lines().count())
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessageStartingWith("read " + file + ": there is no such file; ");
    }

    @Test
    void aDirectoryIsNoText() {
        assertThatThrownBy(() -> TextSource.of(directory).text())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("read " + directory + ": ");
    }

    @Test
    void noFilesAtAllIsAWrongCall() {
        assertThatThrownBy(TextSource::of).isInstanceOf(IllegalArgumentException.class);
    }
}
