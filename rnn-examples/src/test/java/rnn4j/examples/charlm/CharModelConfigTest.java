package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharModelConfigTest {
    @Test
    void optionsTakeTheTypeTheyLookLike() {
        CharModelConfig config = new CharModelConfig(
                "lstm", Map.of("whole", "-3", "number", "1e-3", "flag", "True", "text", "relu"), 7, 31, 1);

        assertThat(config.spec().options())
                .containsExactlyInAnyOrderEntriesOf(Map.of("whole", -3L, "number", 1e-3, "flag", true, "text", "relu"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3x", "-", "1.2.3", "", "0x10", "truth"})
    void whatIsNoNumberIsText(String word) {
        assertThat(new CharModelConfig("lstm", Map.of("o", word), 7, 31, 1)
                        .spec()
                        .text("o", "standard"))
                .isEqualTo(word);
    }

    @Test
    void aNumberPastAllNumbersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CharModelConfig("lstm", Map.of("o", "1e999"), 7, 31, 1).spec())
                .withMessageContaining("Infinity");
    }

    @Test
    void theLowestCellReadsTheEmbedding() {
        CharModelConfig config = new CharModelConfig("lstm", Map.of(), 7, 31, 2);

        assertThat(config.spec().input()).isEqualTo(7);
        assertThat(config.spec().hidden()).isEqualTo(31);
    }
}
