package rnn4j.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

class CrossEntropyTest {

    private static final CrossEntropy SUM = new CrossEntropy(Reduction.SUM_OVER_STEPS);
    private static final CrossEntropy MEAN = new CrossEntropy(Reduction.MEAN_OVER_STEPS);

    /** By hand: equal logits of two classes give log 2 per step; of logits log 3 and 0 the first has 3/4. */
    @Test
    void sumsByHand() {
        Tensor logits = Tensor.of(Shape.of(2, 1, 2), 7, 7, (float) Math.log(3), 0);
        Ids targets = Ids.of(Shape.of(2, 1), 1, 0);

        double sum = Math.log(2) + Math.log(4.0 / 3);
        assertThat((double) SUM.of(logits, targets).value()).isCloseTo(sum, within(1e-6));
        assertThat((double) MEAN.of(logits, targets).value()).isCloseTo(sum / 2, within(1e-6));
    }

    /** By hand: where the label's logit is greater by 2·10⁴ the loss is 0, where it is smaller 2·10⁴. Fault N03. */
    @Test
    void largeLogitsStayFinite() {
        Tensor logits = Tensor.of(Shape.of(2, 1, 3), 1e4f, -1e4f, -1e4f, -1e4f, 1e4f, -1e4f);
        Ids targets = Ids.of(Shape.of(2, 1), 0, 0);

        Differentiated loss = Tape.differentiate(() -> SUM.of(logits, targets), logits);

        assertThat(loss.value().value()).isEqualTo(2e4f);
        assertThat(loss.gradients().of(logits).values()).containsExactly(0, 0, 0, -1, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 7, 2", "7, 1, 17", "16, 3, 31", "17, 5, 33", "2, 33, 64", "5, 2, 65"})
    void equalsADoubleLoopAndItsGradient(int time, int batch, int classes) {
        long seed = 100L * time + batch;
        Batch random = Batch.random(seed, time, batch, classes);
        double[] expectedGradient = new double[time * batch * classes];
        double expected = 0;
        long steps = random.mask.count();
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < batch; row++) {
                if (random.mask.at(t, row)) {
                    expected += step(random, t, row, steps, expectedGradient);
                }
            }
        }

        Differentiated loss =
                Tape.differentiate(() -> MEAN.of(random.logits, random.targets, random.mask), random.logits);

        assertThat((double) loss.value().value())
                .as("seed %d", seed)
                .isCloseTo(steps == 0 ? 0 : expected / steps, within(2e-6));
        float[] gradient = loss.gradients().of(random.logits).values();
        for (int i = 0; i < gradient.length; i++) {
            assertThat((double) gradient[i])
                    .as("seed %d, place %d", seed, i)
                    .isCloseTo(expectedGradient[i], within(1e-6));
        }
    }

    /** One step in double: −log ŷ[target], and (ŷ − y) / steps into the gradient. */
    private static double step(Batch batch, int t, int row, long steps, double[] gradient) {
        int classes = batch.logits.shape().size(2);
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += Math.exp(batch.logits.at(t, row, k));
        }
        int target = batch.targets.at(t, row);
        for (int k = 0; k < classes; k++) {
            int place = (t * batch.targets.shape().size(1) + row) * classes + k;
            gradient[place] = (Math.exp(batch.logits.at(t, row, k)) / sum - (k == target ? 1 : 0)) / steps;
        }
        return Math.log(sum) - batch.logits.at(t, row, target);
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void whatIsMaskedIsNeverRead(Reduction reduction) {
        CrossEntropy loss = new CrossEntropy(reduction);
        Tensor logits = Tensor.of(Shape.of(2, 2, 2), 1, 2, Float.NaN, 3, Float.POSITIVE_INFINITY, Float.NaN, 4, 3);
        Tensor clean = Tensor.of(Shape.of(2, 2), 1, 2, 4, 3);
        Ids targets = Ids.of(Shape.of(2, 2), 0, -1, 2_000_000_000, 1);
        Mask mask = Mask.of(Shape.of(2, 2), true, false, false, true);

        Differentiated masked = Tape.differentiate(() -> loss.of(logits, targets, mask), logits);
        Differentiated alone = Tape.differentiate(() -> loss.of(clean, Ids.of(Shape.of(2), 0, 1)), clean);

        assertThat(masked.value().sameBits(alone.value())).isTrue();
        float[] g = alone.gradients().of(clean).values();
        assertThat(masked.gradients().of(logits).values()).containsExactly(g[0], g[1], 0, 0, 0, 0, g[2], g[3]);
    }

    /** Faults T06 and T07. */
    @ParameterizedTest
    @EnumSource(Reduction.class)
    void whenAllIsMaskedLossAndGradientAreZero(Reduction reduction) {
        CrossEntropy loss = new CrossEntropy(reduction);
        Tensor logits = Tensor.full(Shape.of(3, 2, 5), Float.NaN);
        Ids targets = Ids.of(Shape.of(3, 2), new int[6]);

        Differentiated none = Tape.differentiate(() -> loss.of(logits, targets, Lengths.of(0, 0)), logits);

        assertThat(none.value().value()).isZero();
        assertThat(none.gradients().of(logits).values()).containsOnly(0f);
    }

    /** Fault T04: no step, or no row, is legal. */
    @ParameterizedTest
    @CsvSource({"0, 3", "3, 0", "0, 0"})
    void emptyBatchesLoseNothing(int time, int batch) {
        Tensor logits = Tensor.zeros(Shape.of(time, batch, 4));
        Ids targets = Ids.of(Shape.of(time, batch));

        assertThat(SUM.of(logits, targets).value()).isZero();
        assertThat(MEAN.of(logits, targets).value()).isZero();
    }

    @Test
    void lengthsLeaveThePaddingOut() {
        Batch random = Batch.random(5, 7, 3, 4);
        Lengths lengths = Lengths.of(7, 0, 3);

        Tensor byLengths = MEAN.of(random.logits, random.targets, lengths);
        Tensor byMask = MEAN.of(random.logits, random.targets, lengths.mask(7));

        assertThat(byLengths.sameBits(byMask)).isTrue();
    }

    /** By hand: the same two rows as above, as one answer each for two sequences. */
    @Test
    void oneAnswerPerRow() {
        Tensor logits = Tensor.of(Shape.of(2, 2), 7, 7, (float) Math.log(3), 0);

        assertThat((double) SUM.of(logits, Ids.of(Shape.of(2), 1, 0)).value())
                .isCloseTo(Math.log(2) + Math.log(4.0 / 3), within(1e-6));
        assertThatThrownBy(() -> SUM.of(logits, Ids.of(Shape.of(2), 1, 2)))
                .hasMessageContaining("label 2 at row 1 is outside of 0 to 1");
    }

    /** Fault T03. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aLabelOutOfRangeNamesItsStepAndRow(int label) {
        Tensor logits = Tensor.zeros(Shape.of(6, 3, 4));
        int[] labels = new int[18];
        labels[5 * 3 + 2] = label;

        assertThatThrownBy(() -> SUM.of(logits, Ids.of(Shape.of(6, 3), labels)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label " + label + " at step 5, row 2 is outside of 0 to 3");
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Tensor logits = Tensor.zeros(Shape.of(6, 3, 4));

        assertThatThrownBy(() -> SUM.of(logits, Ids.of(Shape.of(3, 6), new int[18])))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3, 6]");
        assertThatThrownBy(() -> SUM.of(logits, Ids.of(Shape.of(6, 3), new int[18]), Mask.all(Shape.of(6, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[6, 3, 4]")
                .hasMessageContaining("[6, 2]");
    }

    private record Batch(Tensor logits, Ids targets, Mask mask) {

        static Batch random(long seed, int time, int batch, int classes) {
            Random random = new Random(seed);
            float[] logits = new float[time * batch * classes];
            int[] targets = new int[time * batch];
            boolean[] mask = new boolean[time * batch];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) (3 * random.nextGaussian());
            }
            for (int i = 0; i < targets.length; i++) {
                targets[i] = random.nextInt(classes);
                mask[i] = random.nextInt(4) > 0;
            }
            Shape steps = Shape.of(time, batch);
            return new Batch(
                    Tensor.of(Shape.of(time, batch, classes), logits), Ids.of(steps, targets), Mask.of(steps, mask));
        }
    }
}
