package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.optim.TensorMaps.tensor;

import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class ClippingTest {

    /** By hand: √(3² + 4² + 12²) = 13. */
    @Test
    void theGlobalNormIsOverAllTensors() {
        Map<String, Tensor> gradients = Map.of("a", Tensor.of(Shape.of(2), 3, 4), "b", Tensor.of(Shape.of(1, 1), -12));

        Clipped clipped = Clipping.globalNorm(6.5).clip(gradients);

        assertThat(clipped.norm()).isCloseTo(13, within(1e-6));
        assertThat(clipped.changed()).isTrue();
        assertThat(tensor(clipped.gradients(), "a").values()).containsExactly(new float[] {1.5f, 2}, within(1e-6f));
        assertThat(tensor(clipped.gradients(), "b").values()).containsExactly(new float[] {-6}, within(1e-6f));
    }

    @Test
    void gradientsWithinTheBoundStayTheSameBits() {
        Map<String, Tensor> gradients = Map.of("a", Tensor.of(Shape.of(2), 3, 4));

        Clipped clipped = Clipping.globalNorm(5.001).clip(gradients);

        assertThat(clipped.changed()).isFalse();
        assertThat(tensor(clipped.gradients(), "a")).isSameAs(gradients.get("a"));
    }

    /** The table of fault T02: numbers from 10⁰ to 10³⁸ in 33 places, the norm against a double loop. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 9, 10, 15, 18, 19, 20, 25, 30, 35, 36, 37, 38})
    void largeNumbersNeitherOverflowNorLoseTheirDirection(int exponent) {
        assertDirectionIsKept((float) Math.pow(10, exponent), 1);
    }

    /** The other end, where squares would vanish: down to the subnormal numbers. */
    @ParameterizedTest
    @ValueSource(ints = {-5, -10, -15, -19, -20, -25, -30, -37})
    void smallNumbersDoNotVanish(int exponent) {
        float size = (float) Math.pow(10, exponent);
        assertDirectionIsKept(size, size / 8);
    }

    private static void assertDirectionIsKept(float size, double bound) {
        long seed = 38;
        Random random = new Random(seed);
        float[] values = new float[33];
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = size * (random.nextFloat() * 2 - 1);
            squares += (double) values[i] * values[i];
        }
        Tensor gradient = Tensor.of(Shape.of(33), values);

        Clipped clipped = Clipping.globalNorm(bound).clip(Map.of("g", gradient));

        double norm = Math.sqrt(squares);
        assertThat(clipped.norm()).as("seed %d", seed).isCloseTo(norm, Percentage.withPercentage(1e-4));
        float[] scaled = tensor(clipped.gradients(), "g").values();
        double length = 0;
        for (int i = 0; i < scaled.length; i++) {
            assertThat((double) scaled[i]).isCloseTo(values[i] / norm * bound, within(1e-6 * bound));
            length += (double) scaled[i] * scaled[i];
        }
        assertThat(Math.sqrt(length)).isCloseTo(bound, Percentage.withPercentage(1e-4));
    }

    @Test
    void theLargestNumberInManyPlaces() {
        Tensor largest = Tensor.full(Shape.of(65, 64), Float.MAX_VALUE);

        Clipped clipped = Clipping.globalNorm(1).clip(Map.of("g", largest));

        // by hand: √(65 · 64) times the largest number
        assertThat(clipped.norm()).isCloseTo(Math.sqrt(65 * 64) * Float.MAX_VALUE, Percentage.withPercentage(1e-4));
        assertThat(tensor(clipped.gradients(), "g").at(64, 63))
                .isCloseTo((float) (1 / Math.sqrt(65 * 64)), within(1e-7f));
    }

    @Test
    void nothingHasNoLength() {
        assertThat(Clipping.globalNorm(1).clip(Map.of()).norm()).isZero();
        assertThat(Norm.of(Tensor.zeros(Shape.of(3, 0)))).isZero();
        assertThat(Norm.of(Tensor.zeros(Shape.of(7)))).isZero();
        assertThat(Norm.of(Tensor.scalar(Float.MIN_VALUE))).isEqualTo(Float.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNotFiniteComesBackUnderANormThatIsNot(float poison) {
        Map<String, Tensor> gradients =
                Map.of("a", Tensor.of(Shape.of(3), 1, poison, 1), "b", Tensor.of(Shape.of(1), 1e30f));
        for (Clipping clipping : new Clipping[] {Clipping.none(), Clipping.globalNorm(1), Clipping.value(1)}) {
            Clipped clipped = clipping.clip(gradients);

            assertThat(Double.isFinite(clipped.norm())).isFalse();
            assertThat(clipped.changed()).isFalse();
            assertThat(clipped.gradients()).isEqualTo(gradients);
        }
    }

    @Test
    void valuesAreLimitedOneByOne() {
        Tensor gradient = Tensor.of(Shape.of(4), -3, -0.5f, 0.5f, 1e38f);

        Clipped clipped = Clipping.value(2).clip(Map.of("g", gradient));

        assertThat(tensor(clipped.gradients(), "g").values()).containsExactly(-2, -0.5f, 0.5f, 2);
        assertThat(clipped.changed()).isTrue();
        assertThat(Clipping.value(2e38).clip(Map.of("g", gradient)).changed()).isFalse();
    }

    @Test
    void noClippingTellsTheNorm() {
        Clipped clipped = Clipping.none().clip(Map.of("g", Tensor.of(Shape.of(2), 3, 4)));

        assertThat(clipped.norm()).isCloseTo(5, within(1e-6));
        assertThat(clipped.changed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aBoundThatIsNoneIsRefused(double bound) {
        assertThatThrownBy(() -> Clipping.globalNorm(bound)).hasMessageContaining("globalNorm: bound " + bound);
        assertThatThrownBy(() -> Clipping.value(bound)).hasMessageContaining("value: bound " + bound);
    }
}
