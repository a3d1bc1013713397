package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random decisions: by address, alike in plain and vector kernels, and independent of one another. */
class MaskKernelsTest {

    private static final long[] KEYS = {0, -1, 0x13198a2e03707344L, 42, 43};

    private final MaskKernels plain = Kernels.plain().masks();
    private final MaskKernels vector = Kernels.vector().orElseThrow().masks();

    /**
     * Known answers of Threefry 2x32 with 13 rounds, from the distribution that accompanies Salmon et al. 2011: counter c0 c1,
     * key k0 k1, and the two words that come out.
     */
    @ParameterizedTest
    @CsvSource({
        "00000000, 00000000, 00000000, 00000000, 9d1c5ec6, 8bd50731",
        "ffffffff, ffffffff, ffffffff, ffffffff, fd36d048, 2d17272c",
        "243f6a88, 85a308d3, 13198a2e, 03707344, ba3e4725, f27d669e"
    })
    void givesTheKnownAnswers(String c0, String c1, String k0, String k1, String x0, String x1) {
        assertThat(PlainMasks.threefry(word(k0), word(k1), word(c0), word(c1)))
                .isEqualTo((word(x0) & 0xFFFFFFFFL) | ((long) word(x1) << 32));
    }

    private static int word(String hexadecimal) {
        return Integer.parseUnsignedInt(hexadecimal, 16);
    }

    @Test
    void vectorAndPlainGiveTheSameBitsAndWriteNothingBeside() {
        int[] sizes = {0, 1, 3, 7, 16, 17, 31, 33, 48, 63, 64, 65, 100, 127, 128, 129, 200};
        for (int n : sizes) {
            for (int often : new int[] {0, 1, 3277, 32768, 65535, 65536}) {
                float[] expected = new float[4 * KEYS.length * n + 9];
                Arrays.fill(expected, -7);
                float[] y = expected.clone();
                plain.draw(KEYS, 5, 4, often, 0, 1.25f, expected, 4, n);
                vector.draw(KEYS, 5, 4, often, 0, 1.25f, y, 4, n);
                assertThat(y).as("%d of 65536, n %d", often, n).isEqualTo(expected);
                assertThat(expected).startsWith(-7, -7, -7, -7).endsWith(-7, -7, -7, -7, -7);
            }
        }
    }

    @Test
    void aDecisionFollowsItsAddressAlone() {
        float[] alone = new float[100];
        float[] among = new float[6 * 3 * 200];
        plain.draw(new long[] {42}, 9, 1, 20_000, 1, 0, alone, 0, 100);
        plain.draw(new long[] {7, 42, -3}, 5, 6, 20_000, 1, 0, among, 0, 200);
        int row = (4 * 3 + 1) * 200;
        assertThat(Arrays.copyOfRange(among, row, row + 100)).isEqualTo(alone);
    }

    @Test
    void theExtremesAreSure() {
        float[] y = new float[1000];
        plain.draw(new long[] {1}, 0, 1, 0, 1, 0, y, 0, 1000);
        assertThat(y).containsOnly(0);
        plain.draw(new long[] {1}, 0, 1, MaskKernels.EVER, 1, 0, y, 0, 1000);
        assertThat(y).containsOnly(1);
        assertThatThrownBy(() -> plain.draw(KEYS, 0, 1, MaskKernels.EVER + 1, 1, 0, y, 0, 1))
                .hasMessage("draw: 65537 hits; use 0 to 65536");
        assertThatThrownBy(() -> vector.draw(KEYS, 0, 1, 1, 1, 0, y, 0, 201))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Steps, rows and places of one draw, 2^20 decisions; five deviations are allowed of everything that is counted. */
    @ParameterizedTest(name = "{0} of 65536")
    @ValueSource(ints = {3277, 13107, 32768, 60000})
    void decisionsHaveTheirChanceAndAreIndependent(int often) {
        int steps = 64;
        int rows = 64;
        int n = 256;
        long[] keys = new long[rows];
        Arrays.setAll(keys, row -> 1000 + row);
        float[] y = new float[steps * rows * n];
        vector.draw(keys, 0, steps, often, 1, 0, y, 0, n);

        double p = often / 65536.0;
        double hits = 0;
        for (float each : y) {
            hits += each;
        }
        assertThat(hits / y.length).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / y.length)));
        independent(y, p, "neighbours", i -> i % n < n - 1 ? i + 1 : -1);
        independent(y, p, "quarters of a number", i -> i % n < n - 16 ? i + 16 : -1);
        independent(y, p, "words of a number", i -> i % n < n - 32 ? i + 32 : -1);
        independent(y, p, "blocks", i -> i % n < n - 64 ? i + 64 : -1);
        independent(y, p, "rows", i -> i / n % rows < rows - 1 ? i + n : -1);
        independent(y, p, "steps", i -> i + rows * n < y.length ? i + rows * n : -1);
        spread(y, p, n);
        spread(y, p, rows * n);
    }

    /** Pearson's chi-square of pairs in a 2 x 2 table has one degree of freedom: 25 is five deviations. */
    private static void independent(float[] y, double p, String what, IntUnaryOperator other) {
        double[] table = new double[4];
        double pairs = 0;
        for (int i = 0; i < y.length; i++) {
            int j = other.applyAsInt(i);
            if (j >= 0) {
                table[(int) (2 * y[i] + y[j])]++;
                pairs++;
            }
        }
        double first = (table[2] + table[3]) / pairs;
        double second = (table[1] + table[3]) / pairs;
        double square = 0;
        for (int cell = 0; cell < 4; cell++) {
            double expected = pairs * (cell > 1 ? first : 1 - first) * (cell % 2 == 1 ? second : 1 - second);
            square += (table[cell] - expected) * (table[cell] - expected) / expected;
        }
        assertThat(square).as("chi-square of %s at %s", what, p).isLessThan(25);
    }

    /** The counts of groups of decisions spread as a binomial does: chi-square with as many degrees of freedom as groups. */
    private static void spread(float[] y, double p, int group) {
        int groups = y.length / group;
        double square = 0;
        for (int g = 0; g < groups; g++) {
            double count = 0;
            for (int i = 0; i < group; i++) {
                count += y[g * group + i];
            }
            square += (count - p * group) * (count - p * group) / (group * p * (1 - p));
        }
        assertThat(square)
                .as("chi-square of groups of %d", group)
                .isCloseTo(groups, within(5 * Math.sqrt(2.0 * groups)));
    }
}
