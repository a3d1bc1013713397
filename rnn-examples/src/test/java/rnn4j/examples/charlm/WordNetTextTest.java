package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordNetTextTest {
    private static final String LICENCE = "  1 A licence | with a bar, behind two spaces  \n  2 and a second line  \n";

    @TempDir
    private Path folder;

    @Test
    void anEntryIsTheFifthFieldAndWhatFollowsTheBar() {
        String line =
                "00001930 03 n 01 garden_gnome 0 002 @ 00001740 n 0000 ~ 00002452 n 0000 |  a small figure; \"it a | b\"  ";

        assertThat(WordNetText.entry(line, "data.noun", 1)).isEqualTo("garden gnome: a small figure; \"it a | b\"\n");
    }

    @Test
    void aLineWithoutGlossIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordNetText.entry("00001930 03 n 01 gnome 0 000 a small figure", "data.noun", 30))
                .withMessageContaining("line 30 of data.noun has no gloss")
                .withMessageContaining("; give");
    }

    @Test
    void aLineWithoutWordIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordNetText.entry("00001930 03 | small", "data.verb", 7))
                .withMessageContaining("line 7 of data.verb has 4 fields, no word");
    }

    @Test
    void everyTwentiethEntryOverAllFilesIsHeldOut() throws IOException {
        write("data.noun", 0, 15);
        write("data.verb", 15, 10);
        write("data.adj", 25, 1);
        write("data.adv", 26, 16);

        WordNetText text = WordNetText.read(folder);

        assertThat(text.entries()).isEqualTo(42);
        assertThat(text.heldOut()).isEqualTo("w 0: g0\nw 20: g20\nw 40: g40\n");
        assertThat(text.training()).startsWith("w 1: g1\nw 2: g2\n").endsWith("w 39: g39\nw 41: g41\n");
        assertThat(text.training().lines()).hasSize(39);
    }

    @Test
    void bytesAreLatin1() throws IOException {
        write("data.noun", 0, 2);
        write("data.verb", 2, 0);
        write("data.adj", 2, 0);
        Files.writeString(
                folder.resolve("data.adv"),
                LICENCE + "00000001 02 r 01 caf\u00e9 0 000 | \u00fc  \n",
                StandardCharsets.ISO_8859_1);

        assertThat(WordNetText.read(folder).training()).isEqualTo("w 1: g1\ncaf\u00e9: \u00fc\n");
    }

    @Test
    void aMissingFileIsNamedBeforeAnyIsRead() throws IOException {
        Files.writeString(folder.resolve("data.noun"), "not a data line\n");
        write("data.verb", 0, 3);
        write("data.adv", 3, 3);

        assertThatThrownBy(() -> WordNetText.read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("data.adj");
    }

    @Test
    void aSingleEntryIsTooFewToLearnFrom() throws IOException {
        write("data.noun", 0, 1);
        write("data.verb", 1, 0);
        write("data.adj", 1, 0);
        write("data.adv", 1, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordNetText.read(folder))
                .withMessageContaining("1 entries");
    }

    private void write(String name, int first, int count) throws IOException {
        StringBuilder text = new StringBuilder(LICENCE);
        IntStream.range(first, first + count)
                .forEach(i -> text.append("%08d 03 n 01 w_%d 0 000 | g%d  %n".formatted(i, i, i)));
        Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
    }
}
