package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class WordsTest {

    @TempDir
    private Path folder;

    /** By hand: "the" three times, "cat" and "sat" twice, "mat" once. */
    @Test
    void commonWordsComeFirst() {
        Words words = Words.of("the sat  cat the\nmat sat cat the", 2);

        assertThat(words.known()).containsExactly("the", "cat", "sat");
        assertThat(words.encode("the mat sat")).containsExactly(1, Words.UNKNOWN, 3);
        assertThat(words.decode(1, 0, 3)).isEqualTo("the <unk> sat");
        assertThat(words.size()).isEqualTo(4);
        assertThat(Words.parse(words.text()).known()).isEqualTo(words.known());
    }

    @Test
    void wrongNumbersAndTextsAreRefused() {
        Words words = Words.of("a b", 1);
        assertThatThrownBy(() -> words.decode(3)).hasMessageContaining("no word 3; use 0 to 2");
        assertThatThrownBy(() -> Words.of("a", 0)).hasMessageContaining("known from 0 times");
        assertThatThrownBy(() -> Words.parse("a\nb c")).hasMessageContaining("line 2 is 'b c'");
        assertThatThrownBy(() -> Words.parse("a\na")).hasMessageContaining("twice");
    }

    private WordVectors vectors(String text) throws IOException {
        return WordVectors.read(Files.writeString(folder.resolve("v.txt"), text));
    }

    @Test
    void vectorsFillTheRowsOfTheirWords() throws IOException {
        Words words = Words.of("cat cat dog", 1);
        Tensor otherwise = Tensor.full(Shape.of(3, 2), 9);

        WordVectors withHeader = vectors("2 2\ncat 0.5 -1\nemu 3 4\n");

        assertThat(withHeader.table(words, otherwise).values()).containsExactly(9, 9, 0.5f, -1, 9, 9);
        assertThat(withHeader.size()).isEqualTo(2);
        assertThat(withHeader.contains("emu")).isTrue();
        assertThat(vectors("cat 1e-3 2\n").width()).isEqualTo(2);
    }

    @Test
    void wrongVectorsAreRefusedWithTheirLine() {
        assertThatThrownBy(() -> vectors("a 1 2\nb 1\n"))
                .hasMessageContaining("line 2 has 1 numbers, the lines before it 2");
        assertThatThrownBy(() -> vectors("a 1 2\nb 1 x\n")).hasMessageContaining("line 2: 'x' is no number");
        assertThatThrownBy(() -> vectors("a 1\na 2\n")).hasMessageContaining("line 2: 'a' is there twice");
        assertThatThrownBy(() -> vectors("a\n")).hasMessageContaining("line 1: 'a' has no numbers");
        assertThatThrownBy(() -> vectors("")).hasMessageContaining("has none");
        assertThatThrownBy(() -> vectors("a 1\n").table(Words.of("a", 1), Tensor.zeros(Shape.of(1, 1))))
                .hasMessageContaining("give [2, 1]");
    }
}
