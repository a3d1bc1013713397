package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharModelConfigTest {
    private static final CharModelConfig CONFIG = new CharModelConfig("lstm", Map.of("a", "1", "b", "text"), 7, 31, 2);

    @Test
    void itsEntriesReadBackEqual() {
        assertThat(CharModelConfig.of(CONFIG.entries())).isEqualTo(CONFIG);
    }

    @Test
    void optionsTakeTheTypeTheyLookLike() {
        CharModelConfig config = new CharModelConfig(
                "lstm", Map.of("whole", "-3", "number", "1e-3", "flag", "True", "text", "relu"), 7, 31, 1);

        assertThat(config.spec().options())
                .containsEntry("whole", -3L)
                .containsEntry("number", 1e-3)
                .containsEntry("flag", true)
                .containsEntry("text", "relu");
    }

    @Test
    void aMissingEntryIsToldWithThoseThereAre() {
        Map<String, String> entries = new TreeMap<>(CONFIG.entries());
        entries.remove("hidden");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CharModelConfig.of(entries))
                .withMessageContaining("no \"hidden\"")
                .withMessageContaining("embedding, layers");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "many", "1.5", "99999999999"})
    void aSizeThatIsNoneIsTold(String size) {
        Map<String, String> entries = new TreeMap<>(CONFIG.entries());
        entries.put("layers", size);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CharModelConfig.of(entries))
                .withMessageContaining("\"" + size + "\" for layers");
    }
}
