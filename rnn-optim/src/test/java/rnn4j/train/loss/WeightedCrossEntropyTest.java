package rnn4j.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** Smoothing and weights against the formula in double precision. */
class WeightedCrossEntropyTest {

    private static final int CLASSES = 4;
    private static final double[] WEIGHTS = {0.5, 2, 0, 1};

    private static double formula(double[] logits, int label, double smoothing, double[] weights) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        double loss = -(1 - smoothing) * weights[label] * Math.log(Math.exp(logits[label]) / sum);
        for (int k = 0; k < CLASSES; k++) {
            loss -= smoothing / CLASSES * weights[k] * Math.log(Math.exp(logits[k]) / sum);
        }
        return loss;
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0.1, false", "0, true", "0.3, true"})
    void valueAndGradientAreThoseOfTheFormula(double smoothing, boolean weighted) {
        SplittableRandom random = new SplittableRandom(11);
        int steps = 6;
        float[] numbers = new float[steps * CLASSES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextDouble(-2, 2);
        }
        int[] labels = {1, 0, 3, 2, 1, 0};
        boolean[] in = {true, true, false, true, true, true};
        double[] weights = weighted ? WEIGHTS : new double[] {1, 1, 1, 1};
        double sum = 0;
        double whole = 0;
        double[] slopes = new double[numbers.length];
        for (int step = 0; step < steps; step++) {
            if (in[step]) {
                double[] logits = part(numbers, step);
                sum += formula(logits, labels[step], smoothing, weights);
                whole += weights[labels[step]];
                for (int k = 0; k < CLASSES; k++) {
                    slopes[step * CLASSES + k] = slope(logits, k, labels[step], smoothing, weights);
                }
            }
        }
        CrossEntropy plain = new CrossEntropy(Reduction.MEAN_OVER_STEPS).smoothed(smoothing);
        CrossEntropy loss = weighted ? plain.weighted(WEIGHTS) : plain;
        Tensor logits = Tensor.of(Shape.of(steps, 1, CLASSES), numbers);

        Differentiated run = Tape.differentiate(
                () -> loss.of(logits, Ids.of(Shape.of(steps, 1), labels), Mask.of(Shape.of(steps, 1), in)), logits);

        assertThat((double) run.value().value()).isCloseTo(sum / whole, within(1e-6));
        float[] gradient = run.gradients().of(logits).values();
        for (int i = 0; i < gradient.length; i++) {
            assertThat((double) gradient[i]).as("number %d", i).isCloseTo(slopes[i] / whole, within(1e-6));
        }
    }

    private static double[] part(float[] numbers, int step) {
        double[] part = new double[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            part[k] = numbers[step * CLASSES + k];
        }
        return part;
    }

    private static double slope(double[] logits, int k, int label, double smoothing, double[] weights) {
        double[] up = logits.clone();
        double[] down = logits.clone();
        up[k] += 1e-6;
        down[k] -= 1e-6;
        return (formula(up, label, smoothing, weights) - formula(down, label, smoothing, weights)) / 2e-6;
    }

    @Test
    void wrongNumbersAreRefused() {
        CrossEntropy loss = new CrossEntropy(Reduction.SUM_OVER_STEPS);
        assertThatThrownBy(() -> loss.smoothed(1)).hasMessageContaining("smoothing 1.0");
        assertThatThrownBy(() -> loss.weighted(1, -1)).hasMessageContaining("weight -1.0");
        assertThatThrownBy(() -> loss.weighted(1, 2).of(Tensor.zeros(Shape.of(1, 3)), Ids.of(Shape.of(1), 0)))
                .hasMessageContaining("2 weights for 3 classes");
    }
}
