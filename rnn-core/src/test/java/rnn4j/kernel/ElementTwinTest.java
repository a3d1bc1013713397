package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vector and plain element-wise kernels give the same bits and write nothing beside their range. */
class ElementTwinTest {
    private static final int[] OFFSETS = {0, 1, 5};

    private final ElementKernels plain = Kernels.plain().elements();
    private final ElementKernels vector = Kernels.vector().orElseThrow().elements();

    @ParameterizedTest
    @EnumSource
    void unaryAtOddSizesAndOffsets(Unary f) {
        for (int n : Floats.SIZES) {
            for (int xFrom : OFFSETS) {
                for (int yFrom : OFFSETS) {
                    float[] x = Floats.mixed(n + 10, n);
                    float[] expected = Floats.uniform(n + 10, 1);
                    float[] y = expected.clone();
                    plain.unary(f, x, xFrom, expected, yFrom, n);
                    vector.unary(f, x, xFrom, y, yFrom, n);
                    assertThat(Floats.bits(y))
                            .as("%s of %d from %d to %d", f, n, xFrom, yFrom)
                            .isEqualTo(Floats.bits(expected));
                    assertThat(Arrays.copyOfRange(y, 0, yFrom))
                            .isEqualTo(Arrays.copyOfRange(Floats.uniform(n + 10, 1), 0, yFrom));
                    assertThat(Arrays.copyOfRange(y, yFrom + n, n + 10))
                            .isEqualTo(Arrays.copyOfRange(Floats.uniform(n + 10, 1), yFrom + n, n + 10));
                }
            }
        }
    }

    /** One float in 4099, from all of them, so every exponent and both signs. */
    @ParameterizedTest
    @EnumSource
    void unaryOverAllMagnitudes(Unary f) {
        int step = 4099;
        int n = 1 << 16;
        float[] x = new float[n];
        float[] y = new float[n];
        float[] expected = new float[n];
        for (long start = 0; start < 1L << 32; start += (long) n * step) {
            for (int i = 0; i < n; i++) {
                x[i] = Float.intBitsToFloat((int) (start + (long) i * step));
            }
            plain.unary(f, x, 0, expected, 0, n);
            vector.unary(f, x, 0, y, 0, n);
            assertThat(Floats.bits(y)).as("%s from bits %x", f, start).isEqualTo(Floats.bits(expected));
        }
    }

    @ParameterizedTest
    @EnumSource
    void unaryInPlace(Unary f) {
        for (int n : Floats.SIZES) {
            float[] x = Floats.mixed(n, n);
            float[] expected = new float[n];
            plain.unary(f, x, 0, expected, 0, n);
            vector.unary(f, x, 0, x, 0, n);
            assertThat(Floats.bits(x)).as("%s of %d", f, n).isEqualTo(Floats.bits(expected));
        }
    }

    @ParameterizedTest
    @EnumSource
    void binaryWithEveryStride(Binary f) {
        for (int n : Floats.SIZES) {
            for (int strides = 0; strides < 4; strides++) {
                float[] a = Floats.mixed(n + 3, n);
                float[] b = Floats.mixed(n + 3, n + 1000);
                float[] expected = Floats.uniform(n + 3, 1);
                float[] y = expected.clone();
                plain.binary(f, a, 1, strides & 1, b, 2, strides >> 1, expected, 3, n);
                vector.binary(f, a, 1, strides & 1, b, 2, strides >> 1, y, 3, n);
                assertThat(Floats.bits(y))
                        .as("%s of %d, strides %d", f, n, strides)
                        .isEqualTo(Floats.bits(expected));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ternaryWithEveryStride(Ternary f) {
        for (int n : Floats.SIZES) {
            for (int strides = 0; strides < 8; strides++) {
                float[] a = Floats.mixed(n + 3, n);
                float[] b = Floats.mixed(n + 3, n + 1000);
                float[] c = Floats.mixed(n + 3, n + 2000);
                float[] expected = Floats.uniform(n + 3, 1);
                float[] y = expected.clone();
                plain.ternary(f, a, 1, strides & 1, b, 2, strides >> 1 & 1, c, 0, strides >> 2, expected, 3, n);
                vector.ternary(f, a, 1, strides & 1, b, 2, strides >> 1 & 1, c, 0, strides >> 2, y, 3, n);
                assertThat(Floats.bits(y))
                        .as("%s of %d, strides %d", f, n, strides)
                        .isEqualTo(Floats.bits(expected));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesOutsideTheirArraysAreRefusedBeforeAnythingIsWritten(Unary f) {
        for (ElementKernels kernels : new ElementKernels[] {plain, vector}) {
            float[] y = new float[20];
            assertThatThrownBy(() -> kernels.unary(f, new float[20], 1, y, 0, 20))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> kernels.unary(f, new float[30], 0, y, 1, 20))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(y).containsOnly(0f);
        }
    }
}
