package rnn4j.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** Losses of numbers against their formulas in double precision, gradients against differences of these. */
class LossTwinsTest {

    private static final Reduction SUM = Reduction.SUM_OVER_STEPS;
    private static final int FEATURES = 3;

    /** A step's loss from its formula. */
    @FunctionalInterface
    interface Twin {
        double of(double[] predicted, double[] target);
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(new MeanAbsolute(SUM), FEATURES, mean((p, y) -> Math.abs(p - y))),
                Arguments.of(new Huber(SUM, 0.7), FEATURES, mean((p, y) -> huber(p - y, 0.7))),
                Arguments.of(new BinaryCrossEntropy(SUM), FEATURES, mean(LossTwinsTest::binary)),
                Arguments.of(new Quantile(SUM, 0.9), FEATURES, mean((p, y) -> pinball(0.9, y - p))),
                Arguments.of(new Quantile(SUM, 0.1, 0.5), 2 * FEATURES, (Twin) LossTwinsTest::twoQuantiles),
                Arguments.of(new GaussianLikelihood(SUM), 2 * FEATURES, (Twin) LossTwinsTest::gaussian),
                Arguments.of(new MixtureLikelihood(SUM, 2), 2 * (1 + 2 * FEATURES), (Twin) LossTwinsTest::mixture));
    }

    /** A number's loss. */
    @FunctionalInterface
    interface Each {
        double of(double predicted, double target);
    }

    private static Twin mean(Each each) {
        return (p, y) -> {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += each.of(p[i], y[i]);
            }
            return sum / y.length;
        };
    }

    private static double huber(double d, double delta) {
        return Math.abs(d) <= delta ? d * d / 2 : delta * (Math.abs(d) - delta / 2);
    }

    private static double binary(double z, double y) {
        double yes = 1 / (1 + Math.exp(-z));
        return -y * Math.log(yes) - (1 - y) * Math.log(1 - yes);
    }

    private static double pinball(double share, double above) {
        return above > 0 ? share * above : (share - 1) * above;
    }

    private static double twoQuantiles(double[] p, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += pinball(0.1, y[i] - p[2 * i]) + pinball(0.5, y[i] - p[2 * i + 1]);
        }
        return sum / (2 * y.length);
    }

    private static double logNormal(double y, double mean, double logDeviation) {
        double deviation = Math.exp(logDeviation);
        double exponent = -(y - mean) * (y - mean) / (2 * deviation * deviation);
        return Math.log(Math.exp(exponent) / (deviation * Math.sqrt(2 * Math.PI)));
    }

    private static double gaussian(double[] p, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum -= logNormal(y[i], p[i], p[y.length + i]);
        }
        return sum;
    }

    private static double mixture(double[] p, double[] y) {
        double shares = Math.exp(p[0]) + Math.exp(p[1]);
        double density = 0;
        for (int k = 0; k < 2; k++) {
            double log = 0;
            for (int i = 0; i < y.length; i++) {
                log += logNormal(y[i], p[2 + k * y.length + i], p[2 + (2 + k) * y.length + i]);
            }
            density += Math.exp(p[k]) / shares * Math.exp(log);
        }
        return -Math.log(density);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void valueAndGradientAreThoseOfTheFormula(Loss<Tensor> loss, int predictedFeatures, Twin twin) {
        int time = 5;
        int batch = 2;
        float[] p = random(time * batch * predictedFeatures, 3, -1.5, 1.5);
        float[] y = random(time * batch * FEATURES, 4, 0, 1);
        boolean[] in = {true, false, true, true, false, true, true, true, false, true};
        double expected = 0;
        double[] slopes = new double[p.length];
        for (int step = 0; step < in.length; step++) {
            double[] ofStep = part(p, step, predictedFeatures);
            double[] target = part(y, step, FEATURES);
            if (!in[step]) {
                p[step * predictedFeatures] = Float.NaN;
                continue;
            }
            expected += twin.of(ofStep, target);
            for (int i = 0; i < predictedFeatures; i++) {
                slopes[step * predictedFeatures + i] = slope(twin, ofStep, target, i);
            }
        }
        Tensor predicted = Tensor.of(Shape.of(time, batch, predictedFeatures), p);
        Tensor targets = Tensor.of(Shape.of(time, batch, FEATURES), y);
        Mask mask = Mask.of(Shape.of(time, batch), in);

        Differentiated run = Tape.differentiate(() -> loss.of(predicted, targets, mask), predicted);

        assertThat((double) run.value().value()).isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
        float[] gradient = run.gradients().of(predicted).values();
        for (int i = 0; i < gradient.length; i++) {
            assertThat((double) gradient[i]).as("number %d", i).isCloseTo(slopes[i], within(2e-5));
        }
    }

    private static double slope(Twin twin, double[] predicted, double[] target, int i) {
        double[] up = predicted.clone();
        double[] down = predicted.clone();
        up[i] += 1e-6;
        down[i] -= 1e-6;
        return (twin.of(up, target) - twin.of(down, target)) / 2e-6;
    }

    private static double[] part(float[] numbers, int step, int size) {
        double[] part = new double[size];
        for (int i = 0; i < size; i++) {
            part[i] = numbers[step * size + i];
        }
        return part;
    }

    private static float[] random(int count, long seed, double low, double high) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(low, high);
        }
        return numbers;
    }

    /** By hand: a logit of ±1e4 that is right costs nothing, one that is wrong 1e4. */
    @Test
    void binaryCrossEntropyIsFiniteAtGreatLogits() {
        Tensor logits = Tensor.of(Shape.of(4, 1), 1e4f, -1e4f, 1e4f, -1e4f);
        Tensor targets = Tensor.of(Shape.of(4, 1), 1, 0, 0, 1);

        Differentiated run = Tape.differentiate(() -> new BinaryCrossEntropy(SUM).of(logits, targets), logits);

        assertThat(run.value().value()).isEqualTo(2e4f);
        assertThat(run.gradients().of(logits).values()).containsExactly(0, 0, 1, -1);
    }

    @Test
    void wrongNumbersAreRefused() {
        Tensor two = Tensor.of(Shape.of(1, 2), 0.5f, 1.5f);
        assertThatThrownBy(() -> new BinaryCrossEntropy(SUM).of(two, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> new GaussianLikelihood(SUM).of(two, two))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("give 4 features");
        assertThatThrownBy(() -> new MixtureLikelihood(SUM, 3).of(two, two))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("give 15");
        assertThatThrownBy(() -> new Quantile(SUM, 0.1, 0.9).of(two, two))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("give 4 features");
        assertThatThrownBy(() -> new Quantile(SUM, 1.0)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new Huber(SUM, 0)).hasMessageContaining("delta");
    }
}
