package rnn4j.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** The loss against the sum over each single path in double precision. */
class CtcTest {

    private static final int SYMBOLS = 3;

    static Stream<Arguments> strings() {
        return Stream.of(
                Arguments.of(0, 5, List.of()),
                Arguments.of(0, 5, List.of(1)),
                Arguments.of(0, 5, List.of(1, 2)),
                Arguments.of(0, 5, List.of(2, 2)),
                Arguments.of(0, 5, List.of(1, 1, 2)),
                Arguments.of(0, 5, List.of(1, 1, 1)),
                Arguments.of(2, 6, List.of(0, 1, 0, 0)),
                Arguments.of(1, 4, List.of(0, 2, 0, 2)),
                Arguments.of(1, 1, List.of(2)),
                Arguments.of(1, 0, List.of()));
    }

    /** The probability of labels, and the share of it that goes through each symbol at each step. */
    private static double tryAll(double[][] probabilities, int blank, List<Integer> labels, double[][] through) {
        int time = probabilities.length;
        double all = 0;
        for (int path = 0; path < (int) Math.pow(SYMBOLS, time); path++) {
            double probability = 1;
            List<Integer> read = new ArrayList<>();
            int[] symbols = new int[time];
            for (int t = 0, rest = path; t < time; t++, rest /= SYMBOLS) {
                symbols[t] = rest % SYMBOLS;
                probability *= probabilities[t][symbols[t]];
                if (symbols[t] != blank && (t == 0 || symbols[t] != symbols[t - 1])) {
                    read.add(symbols[t]);
                }
            }
            if (read.equals(labels)) {
                all += probability;
                for (int t = 0; t < time; t++) {
                    through[t][symbols[t]] += probability;
                }
            }
        }
        return all;
    }

    private static double[][] softmax(float[] logits, int time) {
        double[][] probabilities = new double[time][SYMBOLS];
        for (int t = 0; t < time; t++) {
            double sum = 0;
            for (int k = 0; k < SYMBOLS; k++) {
                sum += Math.exp(logits[t * SYMBOLS + k]);
            }
            for (int k = 0; k < SYMBOLS; k++) {
                probabilities[t][k] = Math.exp(logits[t * SYMBOLS + k]) / sum;
            }
        }
        return probabilities;
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() * 2;
        }
        return numbers;
    }

    @ParameterizedTest(name = "blank {0}, {1} steps, {2}")
    @MethodSource("strings")
    void valueAndGradientAreThoseOfAllPaths(int blank, int time, List<Integer> labels) {
        float[] numbers = random(time * SYMBOLS, 5 + labels.size());
        double[][] probabilities = softmax(numbers, time);
        double[][] through = new double[time][SYMBOLS];
        double probability = tryAll(probabilities, blank, labels, through);
        Tensor logits = Tensor.of(Shape.of(time, 1, SYMBOLS), numbers);

        Differentiated run =
                Tape.differentiate(() -> new Ctc(Reduction.SUM_OVER_STEPS, blank).of(logits, List.of(labels)), logits);

        assertThat((double) run.value().value()).isCloseTo(-Math.log(probability), within(2e-6));
        float[] gradient = run.gradients().of(logits).values();
        for (int t = 0; t < time; t++) {
            for (int k = 0; k < SYMBOLS; k++) {
                assertThat((double) gradient[t * SYMBOLS + k])
                        .as("step %d, symbol %d", t, k)
                        .isCloseTo(probabilities[t][k] - through[t][k] / probability, within(1e-6));
            }
        }
    }

    @Test
    void rowsAreIndependentAndWhatIsMaskedIsNeverRead() {
        Ctc loss = new Ctc(Reduction.SUM_OVER_STEPS, 0);
        float[] first = random(4 * SYMBOLS, 1);
        float[] second = random(6 * SYMBOLS, 2);
        float[] both = new float[6 * 2 * SYMBOLS];
        Arrays.fill(both, Float.NaN);
        for (int t = 0; t < 6; t++) {
            if (t < 4) {
                System.arraycopy(first, t * SYMBOLS, both, t * 2 * SYMBOLS, SYMBOLS);
            }
            System.arraycopy(second, t * SYMBOLS, both, (t * 2 + 1) * SYMBOLS, SYMBOLS);
        }
        Tensor logits = Tensor.of(Shape.of(6, 2, SYMBOLS), both);
        float alone = loss.of(Tensor.of(Shape.of(4, 1, SYMBOLS), first), List.of(List.of(1, 2)))
                        .value()
                + loss.of(Tensor.of(Shape.of(6, 1, SYMBOLS), second), List.of(List.of(2)))
                        .value();

        Differentiated run =
                Tape.differentiate(() -> loss.of(logits, List.of(List.of(1, 2), List.of(2)), Lengths.of(4, 6)), logits);

        assertThat((double) run.value().value()).isCloseTo(alone, within(1e-5));
        Tensor padding = run.gradients().of(logits).slice(0, 4, 6).index(1, 0);
        assertThat(padding.values()).containsOnly(0f);
        assertThat(run.gradients().of(logits).finite()).isTrue();
        float mean = new Ctc(Reduction.MEAN_OVER_STEPS, 0)
                .of(logits, List.of(List.of(1, 2), List.of(2)), Lengths.of(4, 6))
                .value();
        assertThat(mean).isEqualTo(run.value().value() / 10);
    }

    @Test
    void anUnlikelyStringOverManyStepsIsFinite() {
        int time = 2_000;
        float[] numbers = new float[time * SYMBOLS];
        for (int t = 0; t < time; t++) {
            numbers[t * SYMBOLS] = 50;
        }
        Tensor logits = Tensor.of(Shape.of(time, 1, SYMBOLS), numbers);

        Differentiated run = Tape.differentiate(
                () -> new Ctc(Reduction.MEAN_OVER_STEPS, 0).of(logits, List.of(alternating(1_000))), logits);

        // each label takes one step at least, the rest may be blanks: 1000 · 50 less than the number of ways can add
        assertThat(run.value().value() * time).isBetween(48_000f, 50_000f);
        assertThat(run.gradients().of(logits).finite()).isTrue();
    }

    private static List<Integer> alternating(int count) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(1 + i % 2);
        }
        return labels;
    }

    @Test
    void wrongTargetsAreRefused() {
        Ctc loss = new Ctc(Reduction.SUM_OVER_STEPS, 0);
        Tensor logits = Tensor.zeros(Shape.of(3, 1, SYMBOLS));
        assertThatThrownBy(() -> loss.of(logits, List.of(List.of(1, 1, 2))))
                .hasMessageContaining("the 3 labels of row 0 take 4 steps and it has 3");
        assertThatThrownBy(() -> loss.of(logits, List.of(List.of(0)))).hasMessageContaining("label 0 of row 0");
        assertThatThrownBy(() -> loss.of(logits, List.of(List.of(3)))).hasMessageContaining("label 3 of row 0");
        assertThatThrownBy(() -> loss.of(logits, List.of())).hasMessageContaining("0 rows of labels");
        assertThatThrownBy(() -> new Ctc(Reduction.SUM_OVER_STEPS, 3).of(logits, List.of(List.of())))
                .hasMessageContaining("the blank is symbol 3 of 3");
        assertThatThrownBy(() -> loss.of(logits, List.of(List.of(1)), Mask.all(Shape.of(3, 2))))
                .hasMessageContaining("does not fit a mask");
    }
}
