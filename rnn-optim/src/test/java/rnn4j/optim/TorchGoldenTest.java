package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.BinaryCrossEntropy;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Ctc;
import rnn4j.train.loss.Huber;
import rnn4j.train.loss.Loss;
import rnn4j.train.loss.MeanAbsolute;
import rnn4j.train.loss.MeanSquare;
import rnn4j.train.loss.Reduction;

/**
 * Numbers that libtorch 2.7.1 gave, as printed by the question {@code agreement} of rnn-bench with the profile {@code peers}: losses, and
 * the first of 64 weights after thirty steps. Inputs are drawn here as there.
 */
class TorchGoldenTest {

    private static final Reduction MEAN = Reduction.MEAN_OVER_STEPS;
    private static final int STEPS = 24;
    private static final int FEATURES = 5;
    private static final Shape SHAPE = Shape.of(STEPS, 1, FEATURES);

    private static float[] normal(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(Sgd.plain(), 1.40072894),
                Arguments.of(new Sgd(0.9), 1.03349721),
                Arguments.of(new Nesterov(0.9), 1.07913494),
                Arguments.of(Adam.standard(), 1.33312070),
                Arguments.of(AmsGrad.standard(), 1.33312404),
                Arguments.of(AdamW.decaying(0.1), 1.25361395),
                Arguments.of(RmsProp.standard(), 1.30272770),
                Arguments.of(Adagrad.standard(), 1.38144290));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void weightsAreThoseOfLibtorch(UpdateRule rule, double golden) {
        Parameters parameters = Parameters.seeded(1);
        Tensor w = parameters.create("w", Shape.of(64), Init.zeros());
        parameters.update(Map.of("w", Tensor.of(Shape.of(64), normal(64, 5))));
        Optimizer optimizer = Optimizer.of(rule);
        for (int step = 0; step < 30; step++) {
            optimizer.step(parameters, Map.of("w", Tensor.of(Shape.of(64), normal(64, 100 + step))), 0.02);
        }
        assertThat((double) w.at(0)).isCloseTo(golden, within(1e-6));
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(new MeanSquare(MEAN), 2.06381822),
                Arguments.of(new MeanAbsolute(MEAN), 1.07828784),
                Arguments.of(new Huber(MEAN, 0.7), 0.543096542));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void lossesOfNumbersAreThoseOfLibtorch(Loss<Tensor> loss, double golden) {
        Tensor targets = Tensor.of(SHAPE, normal(STEPS * FEATURES, 2));

        assertThat((double) loss.of(predicted(), targets).value()).isCloseTo(golden, within(1e-6));
    }

    private static Tensor predicted() {
        return Tensor.of(SHAPE, normal(STEPS * FEATURES, 1));
    }

    @ParameterizedTest
    @MethodSource("otherLosses")
    void otherLossesAreThoseOfLibtorch(String name, double ours, double golden) {
        assertThat(ours).as(name).isCloseTo(golden, within(1e-6 * Math.max(1, golden)));
    }

    static Stream<Arguments> otherLosses() {
        float[] shares = normal(STEPS * FEATURES, 3);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (1 / (1 + StrictMath.exp(-shares[i])));
        }
        int[] numbers = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            numbers[i] = i * 3 % FEATURES;
        }
        Ids labels = Ids.of(Shape.of(STEPS, 1), numbers);
        CrossEntropy plain = new CrossEntropy(MEAN);
        CrossEntropy weighted = plain.weighted(0.5, 2, 1, 0.25, 3).smoothed(0.1);
        Ctc ctc = new Ctc(Reduction.SUM_OVER_STEPS, 0);
        return Stream.of(
                of("binary", new BinaryCrossEntropy(MEAN).of(predicted(), Tensor.of(SHAPE, shares)), 0.795412421),
                of("plain", plain.of(predicted(), labels), 2.29181385),
                of("smoothed", plain.smoothed(0.1).of(predicted(), labels), 2.26527309),
                of("weighted", weighted.of(predicted(), labels), 2.14453292),
                of("ctc", ctc.of(predicted(), List.of(List.of(1, 2, 2, 4, 3, 1))), 24.4412842));
    }

    private static Arguments of(String name, Tensor loss, double golden) {
        return Arguments.of(name, (double) loss.value(), golden);
    }
}
