package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;

/** Small tensors of these tests, and what is asserted of their values. */
final class Numbers {

    private Numbers() {}

    /** Returns a tensor {@code [2, 3]}. */
    static Tensor matrix(float... six) {
        return Tensor.of(Shape.of(2, 3), six);
    }

    /** Returns a tensor {@code [n]}. */
    static Tensor vector(float... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    /** Asserts the shape and the exact values, row-major. */
    static void assertIs(Tensor actual, Shape shape, float... values) {
        assertThat(actual.shape()).isEqualTo(shape);
        assertThat(actual.values()).containsExactly(values);
    }

    /** Asserts the shape and the values, row-major, within 2 units in the last place of a number near 1. */
    static void assertNear(Tensor actual, Shape shape, double... values) {
        assertThat(actual.shape()).isEqualTo(shape);
        float[] expected = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            expected[i] = (float) values[i];
        }
        for (int i = 0; i < values.length; i++) {
            float allowed = 2 * Math.max(Math.ulp(1f), Math.ulp(expected[i]));
            assertThat(actual.values()[i]).as("element %d", i).isCloseTo(expected[i], within(allowed));
        }
    }

    /** Returns a function's values at those of a tensor. */
    static double[] each(Tensor x, DoubleUnaryOperator function) {
        double[] y = new double[x.shape().count()];
        for (int i = 0; i < y.length; i++) {
            y[i] = function.applyAsDouble(x.values()[i]);
        }
        return y;
    }
}
