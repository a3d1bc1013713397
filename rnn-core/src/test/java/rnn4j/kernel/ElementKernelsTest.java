package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that one can check by head, of the simple functions; the twins stand for the vector kernels. */
class ElementKernelsTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;

    private final ElementKernels kernels = Kernels.plain().elements();

    static Stream<Arguments> unaries() {
        return Stream.of(
                Arguments.of(Unary.NEG, floats(1, 0f, NAN), floats(-1, -0f, NAN)),
                Arguments.of(Unary.ONE_MINUS, floats(1, 3, -INF), floats(0, -2, INF)),
                Arguments.of(Unary.SQUARE, floats(-3, -0f, -INF), floats(9, 0, INF)),
                Arguments.of(Unary.SQRT, floats(9, -0f, -1, INF), floats(3, -0f, NAN, INF)),
                Arguments.of(Unary.ABS, floats(-3, -0f, -INF, NAN), floats(3, 0, INF, NAN)),
                Arguments.of(Unary.RELU, floats(-3, 3, -0f, 0, NAN, INF), floats(0, 3, -0f, 0, NAN, INF)),
                Arguments.of(Unary.RECIPROCAL, floats(4, -0f, INF), floats(0.25f, -INF, 0)),
                Arguments.of(Unary.SIN, floats(0, -0f, INF), floats(0, -0f, NAN)),
                Arguments.of(Unary.COS, floats(0, -INF, NAN), floats(1, NAN, NAN)));
    }

    @ParameterizedTest
    @MethodSource("unaries")
    void unary(Unary f, float[] x, float[] expected) {
        float[] y = new float[x.length];
        kernels.unary(f, x, 0, y, 0, x.length);
        assertThat(Floats.bits(y)).isEqualTo(Floats.bits(expected));
    }

    static Stream<Arguments> binaries() {
        return Stream.of(
                Arguments.of(Binary.ADD, floats(1, 2), floats(3, -2), floats(4, 0)),
                Arguments.of(Binary.SUB, floats(1, 2), floats(3, -2), floats(-2, 4)),
                Arguments.of(Binary.MUL, floats(1, 2), floats(3, -2), floats(3, -4)),
                Arguments.of(Binary.DIV, floats(1, 3, 0), floats(4, -2, 0), floats(0.25f, -1.5f, NAN)),
                Arguments.of(Binary.MIN, floats(1, 0f, NAN, 2), floats(2, -0f, 1, NAN), floats(1, -0f, NAN, NAN)),
                Arguments.of(Binary.MAX, floats(1, -0f, NAN, 2), floats(2, 0f, 1, NAN), floats(2, 0, NAN, NAN)),
                Arguments.of(
                        Binary.FLOOR_MOD,
                        floats(-1, 7, -7, 6, 5.5f, 1, -3),
                        floats(3, -3, -3, 3, 2, 0, INF),
                        floats(2, -2, -1, 0, 1.5f, NAN, INF)),
                Arguments.of(Binary.GREATER, floats(1, 2, 3, NAN), floats(2, 2, 2, 2), floats(0, 0, 1, 0)),
                Arguments.of(Binary.GREATER_EQUAL, floats(1, 2, 3, NAN), floats(2, 2, 2, 2), floats(0, 1, 1, 0)),
                Arguments.of(Binary.EQUAL, floats(1, 2, -0f, NAN), floats(2, 2, 0, NAN), floats(0, 1, 1, 0)));
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void binary(Binary f, float[] a, float[] b, float[] expected) {
        float[] y = new float[a.length];
        kernels.binary(f, a, 0, 1, b, 0, 1, y, 0, a.length);
        assertThat(Floats.bits(y)).isEqualTo(Floats.bits(expected));
    }

    @Test
    void mulAddRoundsOnce() {
        float a = 1f + 0x1p-12f;
        float[] y = new float[1];
        kernels.ternary(Ternary.MUL_ADD, floats(a), 0, 1, floats(a), 0, 1, floats(-1f), 0, 1, y, 0, 1);
        // (1 + 2^-12)^2 - 1 = 2^-11 + 2^-24; rounded twice the last term is lost
        assertThat(y[0]).isEqualTo(0x1p-11f + 0x1p-24f);
    }

    @Test
    void selectLetsNothingOfTheOtherValueThrough() {
        float[] y = new float[5];
        kernels.ternary(
                Ternary.SELECT,
                floats(1, 0, -0f, NAN, -2),
                0,
                1,
                floats(1, NAN, NAN, 2, 3),
                0,
                1,
                floats(NAN, 5, 6, NAN, NAN),
                0,
                1,
                y,
                0,
                5);
        assertThat(y).containsExactly(1, 5, 6, 2, 3);
    }

    @Test
    void strideZeroStandsForAll() {
        float[] y = new float[3];
        kernels.binary(Binary.SUB, floats(9, 10), 1, 0, floats(1, 2, 3), 0, 1, y, 0, 3);
        assertThat(y).containsExactly(9, 8, 7);
    }

    @Test
    void otherStridesAreRefused() {
        assertThatThrownBy(() -> kernels.binary(Binary.ADD, new float[8], 0, 2, new float[8], 0, 1, new float[8], 0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kernel: stride of a is 2; it can be 0 or 1");
    }

    private static float[] floats(float... values) {
        return values;
    }
}
