package rnn4j.bench.bits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults T05 and N08: one program has the same bits in every JVM, and a row alone those of a row in a batch. The tables are
 * printed.
 */
@Timeout(1800)
class DeterminismTest {

    /** Made by this test on an AMD CPU with AVX-512; a change of any bit of a sum, a function or a random number moves it. */
    private static final String TRAINED = "674febc557bd";

    private static final String FORWARD = "cdf2ff2911f1 f0c4450c2c95 4cf7648abd7b 0ca14849b230 fa116b6f01b2";

    @Test
    void eightVariationsHaveTheSameBits() throws InterruptedException {
        assertSame(Variation.chosen());
    }

    @Test
    @Tag("determinism")
    void allVariationsHaveTheSameBits() throws InterruptedException {
        assertSame(Variation.all());
    }

    private static void assertSame(List<Variation> variations) throws InterruptedException {
        Differences differences = Differences.among(variations, System.out::println);
        differences.print(System.out::println);

        for (String promise : SameBits.PROMISES) {
            assertThat(differences.valuesOfAll(promise)).as(promise).hasSize(1);
        }
        assertThat(differences.keys().stream().filter(key -> key.startsWith("training, 20 steps")))
                .as("forms of the plan")
                .hasSize(TrainingBits.Form.values().length);
        assertThat(differences.times("training,  3 steps, all values kept")).isEqualTo(2 * variations.size());
        assertThat(differences.valuesOfAll("training, 20 steps"))
                .as("on every machine")
                .containsExactly(TRAINED);
        assertThat(differences.valuesOfAll("forward lstm"))
                .as("on every machine")
                .containsExactly(FORWARD);
    }
}
