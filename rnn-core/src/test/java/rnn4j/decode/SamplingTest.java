package rnn4j.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
    /** Probabilities 1/8, 4/8, 1/8, 2/8. */
    private static final float[] LOGITS = {0, (float) Math.log(4), 0, (float) Math.log(2)};

    private static float[] logits(float... logits) {
        return logits;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.12, 0", "0.13, 1", "0.62, 1", "0.63, 2", "0.74, 2", "0.76, 3", "0.9999999, 3"})
    void theChanceFallsIntoTheSymbolsShare(double chance, int symbol) {
        assertThat(Sampling.temperature(1).choose(LOGITS, chance)).isEqualTo(symbol);
    }

    /** At temperature 1/2 the weights are squares: 1, 16, 1, 4 of 22. */
    @ParameterizedTest
    @CsvSource({"0.04, 0", "0.05, 1", "0.77, 1", "0.78, 2", "0.81, 2", "0.82, 3"})
    void aLowTemperatureFavoursTheLikely(double chance, int symbol) {
        assertThat(Sampling.temperature(0.5).choose(LOGITS, chance)).isEqualTo(symbol);
    }

    @Test
    void temperatureZeroIsGreedyAndTakesTheFirstOfEqualOnes() {
        for (double chance : new double[] {0, 0.5, 0.999}) {
            assertThat(Sampling.greedy().choose(logits(1, 3, 3, 2), chance)).isEqualTo(1);
        }
    }

    /** Of two symbols that stay, 4 and 2 of 6; of the two equal ones behind them the first would come next. */
    @ParameterizedTest
    @CsvSource({"2, 0, 1", "2, 0.66, 1", "2, 0.67, 3", "2, 0.999, 3", "3, 0.1, 0", "3, 0.999, 3", "1, 0.999, 1"})
    void topKKeepsTheLikeliest(int k, double chance, int symbol) {
        assertThat(Sampling.temperature(1).topK(k).choose(LOGITS, chance)).isEqualTo(symbol);
    }

    /** Half of the probability is the first's alone; a little more takes the second in. */
    @ParameterizedTest
    @CsvSource({"0.4, 0.999, 1", "0.51, 0.66, 1", "0.51, 0.67, 3", "0.76, 0.1, 0", "1, 0.7, 2"})
    void topPKeepsTheLikeliestUntilTheyAreEnough(double p, double chance, int symbol) {
        assertThat(Sampling.temperature(1).topP(p).choose(LOGITS, chance)).isEqualTo(symbol);
    }

    @Test
    void whatIsImpossibleIsNeverChosen() {
        SplittableRandom random = new SplittableRandom(5);
        assertThat(IntStream.range(0, 1000)
                        .map(i -> Sampling.temperature(3)
                                .choose(
                                        logits(Float.NEGATIVE_INFINITY, 1, Float.NEGATIVE_INFINITY),
                                        random.nextDouble())))
                .containsOnly(1);
    }

    @Test
    void wrongNumbersAreTold() {
        assertThatThrownBy(() -> Sampling.temperature(-1)).hasMessage("sampling: temperature -1.0; use 0 or more");
        assertThatThrownBy(() -> Sampling.greedy().topK(0))
                .hasMessage("sampling: the 0 likeliest symbols; keep 1 or more");
        assertThatThrownBy(() -> Sampling.greedy().topP(Double.NaN))
                .hasMessage("sampling: probability NaN; use a number above 0, up to 1");
        assertThatThrownBy(() -> Sampling.greedy().choose(logits(), 0)).hasMessageContaining("no symbol to choose");
        assertThatThrownBy(() -> Sampling.greedy().choose(logits(0, Float.NaN), 0))
                .hasMessage("sampling: the logit of symbol 1 is not a number");
    }
}
