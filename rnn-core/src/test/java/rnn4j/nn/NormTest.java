package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** Layer norm, residual and highway layers. */
class NormTest {
    private static final int FEATURES = 12;

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-2, 3);
        }
        return numbers;
    }

    /** In double precision, straight from the formula. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void eachGroupHasMeanZeroAndVarianceOneBeforeGainAndBias(int groups) {
        float[] x = random(2 * 3 * FEATURES, 1);
        float[] gain = random(FEATURES, 2);
        float[] bias = random(FEATURES, 3);
        LayerNorm norm = new LayerNorm(
                Parameters.of(Map.of(
                        "gain", Tensor.of(Shape.of(FEATURES), gain), "bias", Tensor.of(Shape.of(FEATURES), bias))),
                FEATURES,
                groups);
        Tensor y = norm.apply(Tensor.of(Shape.of(2, 3, FEATURES), x));

        assertThat(y.shape()).isEqualTo(Shape.of(2, 3, FEATURES));
        int width = FEATURES / groups;
        for (int start = 0; start < x.length; start += width) {
            double mean = 0;
            double variance = 0;
            for (int i = start; i < start + width; i++) {
                mean += x[i] / (double) width;
            }
            for (int i = start; i < start + width; i++) {
                variance += (x[i] - mean) * (x[i] - mean) / width;
            }
            for (int i = start; i < start + width; i++) {
                double normal = (x[i] - mean) / Math.sqrt(variance + 1e-5);
                int feature = i % FEATURES;
                assertThat((double) y.values()[i]).isCloseTo(normal * gain[feature] + bias[feature], within(3e-6));
            }
        }
    }

    @Test
    void equalFeaturesAreZero() {
        LayerNorm norm = new LayerNorm(Parameters.seeded(1), 3);
        assertThat(norm.apply(Tensor.full(Shape.of(3), 7)).values()).containsExactly(0, 0, 0);
    }

    @Test
    void normsTellWhatTheyTake() {
        LayerNorm norm = new LayerNorm(Parameters.seeded(1), 3);
        assertThatThrownBy(() -> norm.apply(Tensor.zeros(Shape.of(2, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("layer norm: the input is [2, 4]; its last axis must be 3");
        assertThatThrownBy(() -> new LayerNorm(Parameters.seeded(1), 4, 3))
                .hasMessage("layer norm: 3 groups of 4 features; use a number that divides them");
    }

    @Test
    void aResidualLayerAddsWhatCameIn() {
        Tensor x = Tensor.of(Shape.of(2), 1, -2);
        assertThat(new Residual(Tensor::square).apply(x).values()).containsExactly(2, 2);
        assertThatThrownBy(() -> new Residual(Tensor::sum).apply(x))
                .hasMessage("residual: the layer within makes [] of [2]; it must keep the shape");
    }

    /** The gate sees x W + b = 2 - 1 and ln 3: σ gives 0.731059 and 3/4. */
    @Test
    void aHighwayLetsAShareThrough() {
        float log3 = (float) Math.log(3);
        Parameters parameters = Parameters.of(
                Map.of("w", Tensor.of(Shape.of(2, 2), 1, 0, 0, 0), "b", Tensor.of(Shape.of(2), -1, log3)));
        Highway highway = new Highway(parameters, 2, x -> x.mul(10));

        float[] y = highway.apply(Tensor.of(Shape.of(1, 2), 2, 4)).values();
        // t 20 + (1 - t) 2 and 3/4 40 + 1/4 4
        assertThat(y[0]).isCloseTo(15.159055f, within(1e-5f));
        assertThat(y[1]).isCloseTo(31, within(1e-5f));
    }

    @Test
    void aFreshHighwayIsNearlyTheWayPast() {
        Highway highway = new Highway(Parameters.seeded(1), 2, Tensor::neg);
        assertThat(highway.apply(Tensor.zeros(Shape.of(1, 2))).values()).containsExactly(0, 0);
        Tensor gate = highway.apply(Tensor.full(Shape.of(1, 2), 1e-6f)).mul(1e6f);
        // x (1 - 2 σ(-1)) = 0.462117 x
        for (float each : gate.values()) {
            assertThat(each).isCloseTo(0.462117f, within(1e-4f));
        }
    }
}
