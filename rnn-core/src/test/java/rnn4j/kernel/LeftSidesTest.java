package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products over the rows of several left sides with one right side are the chains of each alone. */
class LeftSidesTest {
    private static final int GAP = 3;

    static Stream<KernelSet> sets() {
        return Stream.of(Kernels.plain(), Kernels.vector().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void eachSideIsItsChains(KernelSet set) {
        int[][] columns = {{1}, {1, 1}, {5, 3}, {64, 33, 1}, {193, 2}, {2, 200}};
        for (int[] sides : columns) {
            for (int n : new int[] {1, 17, 130}) {
                for (int rows : new int[] {1, 7, 33}) {
                    check(set, rows, n, false, sides);
                    check(set, rows, n, true, sides);
                }
            }
        }
        check(set, 1030, 34, true, 9, 5);
        check(set, 5, 1040, false, 9, 195);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void bitsDoNotDependOnThreads(KernelSet set) {
        System.setProperty("rnn4j.threads.max", "4");
        try (Workers workers = Workers.of(4)) {
            workers.within(() -> {
                check(set, 300, 129, true, 65, 20);
                check(set, 300, 40, false, 257, 1);
                return this;
            });
        } finally {
            System.clearProperty("rnn4j.threads.max");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void noRowsAreASumOfNothing(KernelSet set) {
        LeftSides sides = new LeftSides(2);
        float[] one = {1, 1};
        float[] other = {1, 1, 1, 1};
        sides.set(0, 1, new float[0], 0, 1, one);
        sides.set(1, 2, new float[0], 0, 2, other);
        set.products().multiplyRows(0, sides, 2, new float[0], 0, 2, true);
        assertThat(one).containsOnly(1);
        assertThat(other).containsOnly(1);
        set.products().multiplyRows(0, sides, 2, new float[0], 0, 2, false);
        assertThat(one).containsOnly(0);
        assertThat(other).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void aSideThatIsTooShortIsRefusedAndNothingWritten(KernelSet set) {
        LeftSides sides = new LeftSides(2);
        float[] c = {1, 1};
        sides.set(0, 1, new float[3], 0, 1, c);
        sides.set(1, 2, new float[5], 0, 2, new float[4]);
        assertThatThrownBy(() -> set.products().multiplyRows(3, sides, 2, new float[6], 0, 2, false))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(c).containsOnly(1);
        assertThatThrownBy(() -> new LeftSides(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void check(KernelSet set, int rows, int n, boolean added, int... columns) {
        float[] b = Floats.uniform(1 + rows * (n + GAP), rows);
        LeftSides sides = new LeftSides(columns.length);
        float[][] a = new float[columns.length][];
        float[][] c = new float[columns.length][];
        float[][] before = new float[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            a[i] = Floats.uniform(2 + rows * (columns[i] + GAP), i + 7);
            before[i] = Floats.uniform(columns[i] * n, i + 99);
            c[i] = before[i].clone();
            sides.set(i, columns[i], a[i], 2, columns[i] + GAP, c[i]);
        }
        set.products().multiplyRows(rows, sides, n, b, 1, n + GAP, added);
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns[i] * n; j++) {
                float start = added ? before[i][j] : 0f;
                float expected = chains(rows, a[i], 2 + j / n, columns[i] + GAP, b, 1 + j % n, n + GAP, start, added);
                if (Float.floatToRawIntBits(c[i][j]) != Float.floatToRawIntBits(expected)) {
                    assertThat(c[i][j])
                            .as("side %d of %d, %d rows, n %d, at %d", i, columns.length, rows, n, j)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static float chains(
            int rows, float[] a, int aFrom, int aRow, float[] b, int bFrom, int bRow, float start, boolean added) {
        float sum = start;
        for (int block = 0; block < rows; block += Kernels.BLOCK) {
            float chain = 0f;
            for (int row = block; row < Math.min(rows, block + Kernels.BLOCK); row++) {
                chain = Math.fma(a[aFrom + row * aRow], b[bFrom + row * bRow], chain);
            }
            sum = block == 0 && !added ? chain : sum + chain;
        }
        return sum;
    }
}
