package rnn4j.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

class MeanSquareTest {

    private static final MeanSquare SUM = new MeanSquare(Reduction.SUM_OVER_STEPS);
    private static final MeanSquare MEAN = new MeanSquare(Reduction.MEAN_OVER_STEPS);

    /** By hand: steps (1² + 3²) / 2 = 5 and (0² + 2²) / 2 = 2; the gradient of the sum is the difference itself. */
    @Test
    void sumsByHand() {
        Tensor predicted = Tensor.of(Shape.of(2, 1, 2), 2, 1, 5, 4);
        Tensor targets = Tensor.of(Shape.of(2, 1, 2), 1, 4, 5, 2);

        assertThat(MEAN.of(predicted, targets).value()).isEqualTo(3.5f);
        Differentiated loss = Tape.differentiate(() -> SUM.of(predicted, targets), predicted);
        assertThat(loss.value().value()).isEqualTo(7);
        assertThat(loss.gradients().of(predicted).values()).containsExactly(1, -3, 0, 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 3, 17", "16, 1, 31", "3, 17, 33", "2, 5, 65"})
    void equalsADoubleLoop(int time, int batch, int features) {
        long seed = 7L * time + features;
        Random random = new Random(seed);
        Tensor predicted = normal(random, Shape.of(time, batch, features));
        Tensor targets = normal(random, Shape.of(time, batch, features));
        int[] perRow = random.ints(batch, 0, time + 1).toArray();
        double expected = 0;
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < perRow[row]; t++) {
                for (int k = 0; k < features; k++) {
                    double difference = (double) predicted.at(t, row, k) - targets.at(t, row, k);
                    expected += difference * difference / features;
                }
            }
        }

        assertThat((double) SUM.of(predicted, targets, Lengths.of(perRow)).value())
                .as("seed %d", seed)
                .isCloseTo(expected, within(1e-6 * Math.max(expected, 1)));
    }

    @Test
    void whatIsMaskedIsNeverRead() {
        Tensor predicted = Tensor.of(Shape.of(2, 1, 1), Float.NaN, 3);
        Tensor targets = Tensor.of(Shape.of(2, 1, 1), Float.NEGATIVE_INFINITY, 1);
        Mask mask = Mask.of(Shape.of(2, 1), false, true);

        Differentiated loss = Tape.differentiate(() -> MEAN.of(predicted, targets, mask), predicted);

        assertThat(loss.value().value()).isEqualTo(4);
        assertThat(loss.gradients().of(predicted).values()).containsExactly(0, 4);
    }

    @Test
    void whenAllIsMaskedLossAndGradientAreZero() {
        Tensor predicted = Tensor.full(Shape.of(2, 3, 4), Float.NaN);

        Differentiated loss = Tape.differentiate(() -> MEAN.of(predicted, predicted, Lengths.of(0, 0, 0)), predicted);

        assertThat(loss.value().value()).isZero();
        assertThat(loss.gradients().of(predicted).values()).containsOnly(0f);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> MEAN.of(Tensor.zeros(Shape.of(2, 3, 4)), Tensor.zeros(Shape.of(2, 4, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 4, 4]");
        assertThatThrownBy(() -> MEAN.of(Tensor.zeros(Shape.of(2, 3, 4)), Tensor.zeros(Shape.of(2, 3, 1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 3, 1]");
        assertThatThrownBy(() -> MEAN.of(
                        Tensor.zeros(Shape.of(2, 3, 4)), Tensor.zeros(Shape.of(2, 3, 4)), Mask.all(Shape.of(3, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3, 2]");
    }

    private static Tensor normal(Random random, Shape shape) {
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(shape, values);
    }
}
