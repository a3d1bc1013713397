package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rows and columns come to, at small numbers, at the limits and over long sums; the twins stand for the vectors. */
class RowKernelsTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;

    private final RowKernels kernels = Kernels.plain().rows();

    @Test
    void smallNumbers() {
        float[] x = {1, 2, 3, 4, 5, 6};
        float[] y = new float[6];
        kernels.sum(x, 0, 2, 3, y, 0);
        assertThat(y).startsWith(6, 15);
        kernels.max(x, 0, 2, 3, y, 0);
        assertThat(y).startsWith(3, 6);
        kernels.columnSum(x, 0, 2, 3, y, 0);
        assertThat(y).startsWith(5, 7, 9);
        kernels.columnMax(x, 0, 2, 3, y, 0);
        assertThat(y).startsWith(4, 5, 6);
        kernels.transpose(x, 0, 2, 3, y, 0);
        assertThat(y).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(kernels.maxAbs(new float[] {1, -7, 3}, 0, 3)).isEqualTo(7f);
        assertThat(kernels.sumOfSquares(x, 0, 6)).isEqualTo(91.0);
    }

    @Test
    void emptyRowsAndColumns() {
        float[] y = {9, 9, 9};
        kernels.sum(new float[0], 0, 2, 0, y, 0);
        assertThat(y).containsExactly(0, 0, 9);
        kernels.max(new float[0], 0, 2, 0, y, 0);
        assertThat(y).containsExactly(-INF, -INF, 9);
        kernels.logSumExp(new float[0], 0, 1, 0, y, 2);
        assertThat(y[2]).isEqualTo(-INF);
        kernels.columnSum(new float[0], 0, 0, 3, y, 0);
        assertThat(y).containsExactly(0, 0, 0);
        kernels.columnMax(new float[0], 0, 0, 3, y, 0);
        assertThat(y).containsOnly(-INF);
        assertThat(kernels.allFinite(y, 0, 0)).isTrue();
    }

    static Stream<Arguments> limits() {
        float third = (float) Math.log(1 / 3.0);
        float half = (float) Math.log(0.5);
        return Stream.of(
                Arguments.of(row(7), row(1), row(0), 7f),
                Arguments.of(row(1e38f, 1e38f), row(0.5f, 0.5f), row(half, half), 1e38f),
                Arguments.of(row(3e38f, -3e38f), row(1, 0), row(0, -INF), 3e38f),
                Arguments.of(row(-INF, 2, -INF), row(0, 1, 0), row(-INF, 0, -INF), 2f),
                Arguments.of(row(-INF, -INF), row(0, 0), row(-INF, -INF), -INF),
                Arguments.of(row(1, INF, 2), row(0, 1, 0), row(-INF, 0, -INF), INF),
                Arguments.of(
                        row(INF, INF, 1, INF), row(1 / 3f, 1 / 3f, 0, 1 / 3f), row(third, third, -INF, third), INF),
                Arguments.of(row(1, NAN, 2), row(NAN, NAN, NAN), row(NAN, NAN, NAN), NAN),
                Arguments.of(row(INF, NAN), row(NAN, NAN), row(NAN, NAN), NAN));
    }

    /** Fault N02. */
    @ParameterizedTest
    @MethodSource("limits")
    void softmaxAtItsLimits(float[] x, float[] softmax, float[] logSoftmax, float logSumExp) {
        float[] y = new float[x.length];
        kernels.softmax(x, 0, 1, x.length, y, 0);
        assertThat(Floats.bits(y)).isEqualTo(Floats.bits(softmax));
        kernels.logSoftmax(x, 0, 1, x.length, y, 0);
        assertThat(Floats.bits(y)).isEqualTo(Floats.bits(logSoftmax));
        kernels.logSumExp(x, 0, 1, x.length, y, 0);
        assertThat(Floats.bits(y[0])).isEqualTo(Floats.bits(logSumExp));
    }

    /** Fault N02, up to a million numbers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 65, 1025, 1_000_000})
    void softmaxSumsToOne(int n) {
        float[] x = Floats.uniform(n, n);
        for (int i = 0; i < n; i++) {
            x[i] *= 20f;
        }
        float[] y = new float[n];
        kernels.softmax(x, 0, 1, n, y, 0);
        double sum = 0;
        for (float value : y) {
            sum += value;
        }
        assertThat(sum).isCloseTo(1, within(Math.min(n * 0x1p-24, 1e-5)));
        kernels.softmax(x, 0, 1, n, x, 0);
        assertThat(x).as("in place").isEqualTo(y);
    }

    /**
     * Fault N05. The tree's error grows with the logarithm of the length: 64 additions a lane, 4 over the lanes, one a level
     * above.
     */
    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000, 10_000_000})
    void longSumsKeepTheirAccuracy(int n) {
        float[] x = Floats.uniform(n, n);
        double exact = 0;
        double magnitudes = 0;
        for (int i = 0; i < n; i++) {
            x[i] += 1f;
            exact += x[i];
            magnitudes += Math.abs(x[i]);
        }
        float[] y = new float[1];
        kernels.sum(x, 0, 1, n, y, 0);
        double levels = Math.ceil(Math.log((double) n / Kernels.BLOCK + 1) / Math.log(2));
        assertThat((double) y[0]).isCloseTo(exact, within((64 + 4 + levels + 1) * 0x1p-24 * magnitudes));
        assertThat(kernels.sumOfSquares(x, 0, n)).isCloseTo(squares(x), within(1e-13 * n * 4));
    }

    private static double squares(float[] x) {
        return java.util.stream.IntStream.range(0, x.length)
                .mapToDouble(i -> (double) x[i] * x[i])
                .sum();
    }

    /** Written as an independent loop over the 16 lanes, and the tree over blocks of 1024 by hand: ((0 1)(2 3)) 4. */
    @Test
    void sumsAreOneTreeOfLanesAndBlocks() {
        int n = 4 * 1024 + 77;
        float[] x = Floats.uniform(n, 5);
        float[] blocks = new float[5];
        for (int block = 0; block < 5; block++) {
            float[] lanes = new float[16];
            for (int i = block * 1024; i < Math.min(n, block * 1024 + 1024); i++) {
                lanes[i % 16] += x[i];
            }
            for (int half = 8; half > 0; half /= 2) {
                for (int lane = 0; lane < half; lane++) {
                    lanes[lane] += lanes[lane + half];
                }
            }
            blocks[block] = lanes[0];
        }
        float[] y = new float[1];
        kernels.sum(x, 0, 1, n, y, 0);
        assertThat(y[0]).isEqualTo(((blocks[0] + blocks[1]) + (blocks[2] + blocks[3])) + blocks[4]);
    }

    /** Rows ascending in blocks of 1024 whose sums are added ascending, which is the product with a row of ones. */
    @Test
    void columnSumsAreChainsInBlocks() {
        int n = 2 * 1024 + 5;
        float[] x = Floats.uniform(n * 3, 6);
        float[] expected = new float[3];
        for (int j = 0; j < 3; j++) {
            float sum = 0;
            for (int block = 0; block < n; block += 1024) {
                float chain = 0;
                for (int i = block; i < Math.min(n, block + 1024); i++) {
                    chain += x[i * 3 + j];
                }
                sum = block == 0 ? chain : sum + chain;
            }
            expected[j] = sum;
        }
        float[] y = new float[3];
        kernels.columnSum(x, 0, n, 3, y, 0);
        assertThat(y).isEqualTo(expected);
        float[] ones = new float[n];
        Arrays.fill(ones, 1f);
        Kernels.plain().products().multiply(1, 3, n, ones, 0, false, x, 0, false, y, 0);
        assertThat(y).isEqualTo(expected);
    }

    @Test
    void squaresOfTheLargestFloatsDoNotOverflow() {
        float[] x = {Float.MAX_VALUE, -Float.MAX_VALUE};
        double square = (double) Float.MAX_VALUE * Float.MAX_VALUE;
        assertThat(kernels.sumOfSquares(x, 0, 2)).isEqualTo(2 * square);
        assertThat(kernels.maxAbs(x, 0, 2)).isEqualTo(Float.MAX_VALUE);
    }

    @Test
    void oneBadValueIsFound() {
        for (float bad : new float[] {NAN, INF, -INF, Float.intBitsToFloat(0xff80_0001)}) {
            for (int at : new int[] {0, 15, 16, 40}) {
                float[] x = Floats.uniform(41, 7);
                assertThat(kernels.allFinite(x, 0, 41)).isTrue();
                x[at] = bad;
                assertThat(kernels.allFinite(x, 0, 41)).as("%s at %d", bad, at).isFalse();
                assertThat(kernels.allFinite(x, at + 1, 40 - at)).isTrue();
            }
        }
        assertThat(kernels.maxAbs(new float[] {1, NAN, 2}, 0, 3)).isNaN();
    }

    private static float[] row(float... values) {
        return values;
    }
}
