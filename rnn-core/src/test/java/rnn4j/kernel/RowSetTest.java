package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of rows as one would find them by looking at every element, and sums that leave blocks of zeros unread. */
class RowSetTest {

    private static RowSet set(int rows, int width, int... members) {
        RowSet set = new RowSet(rows, width);
        for (int row : members) {
            set.add(row);
        }
        return set;
    }

    /** By hand: rows 1, 2 and 4 of [6, 3] are the elements 3 to 9 and 12 to 15. */
    @Test
    void runsAreFoundFromAnyPlace() {
        RowSet set = set(6, 3, 4, 1, 2, 1);
        assertThat(set.next(0)).isEqualTo(3);
        assertThat(set.end(3)).isEqualTo(9);
        assertThat(set.next(5)).isEqualTo(5);
        assertThat(set.end(5)).isEqualTo(9);
        assertThat(set.next(9)).isEqualTo(12);
        assertThat(set.end(14)).isEqualTo(15);
        assertThat(set.next(15)).isEqualTo(18);
        assertThat(set.next(18)).isEqualTo(18);
    }

    @Test
    void theLastRowAndEveryRowEndWithTheTable() {
        assertThat(set(6, 3, 5).end(15)).isEqualTo(18);
        RowSet every = new RowSet(6, 3);
        every.addEvery();
        assertThat(every.next(0)).isZero();
        assertThat(every.end(0)).isEqualTo(18);
    }

    @Test
    void aTableWithoutElementsHasNoPlace() {
        for (RowSet set : List.of(new RowSet(0, 3), set(4, 0, 1, 3))) {
            assertThat(set.elements()).isZero();
            assertThat(set.next(0)).isZero();
            set.zero(new float[0]);
        }
    }

    @Test
    void zerosAreWrittenIntoItsRowsAlone() {
        float[] x = new float[10];
        Arrays.fill(x, 7);
        RowSet set = set(5, 2, 1, 3, 4);
        set.zeroOutside(set(5, 2, 0, 3), x);
        assertThat(x).containsExactly(7, 7, 0, 0, 7, 7, 7, 7, 0, 0);
        set.zero(x);
        assertThat(x).containsExactly(7, 7, 0, 0, 7, 7, 0, 0, 0, 0);
        assertThat(set.next(0)).isEqualTo(10);
    }

    /** −0 is a number of its own, which must not be taken for a zero that may be left out. */
    @Test
    void anythingButPlusZeroIsANumber() {
        RowSet set = new RowSet(5, 2);
        set.addNonZero(new float[] {0, 0, 0, -0f, 0, 0, Float.NaN, 0, Float.MIN_VALUE, 0});
        assertThat(set.next(0)).isEqualTo(2);
        assertThat(set.end(2)).isEqualTo(4);
        assertThat(set.next(4)).isEqualTo(6);
        assertThat(set.end(6)).isEqualTo(10);
    }

    @Test
    void aCopyIsASetOfItsOwn() {
        RowSet set = set(3, 1, 1);
        RowSet copy = set.copy();
        set.clear();
        assertThat(copy.next(0)).isEqualTo(1);
    }

    /** Rows shorter and longer than a block, borders of blocks within rows, a last block that is not full. */
    @ParameterizedTest
    @CsvSource({"1,1", "7,3", "64,16", "65,17", "1000,1", "5000,1", "300,128", "41,1024", "9,1500", "3,5000"})
    void squaresOfSomeRowsHaveTheBitsOfTheWholeTable(int rows, int width) {
        long seed = 20260107;
        Random random = new Random(seed);
        for (double share : new double[] {0, 1.0 / rows, 0.1, 0.5, 1}) {
            float[] x = new float[rows * width];
            RowSet set = new RowSet(rows, width);
            for (int row = 0; row < rows; row++) {
                if (random.nextDouble() < share) {
                    set.add(row);
                    for (int i = 0; i < width; i++) {
                        x[row * width + i] = (float) random.nextGaussian();
                    }
                }
            }
            Stream.of(Kernels.plain(), Kernels.vector().orElseThrow())
                    .map(KernelSet::rows)
                    .forEach(kernels -> assertThat(kernels.sumOfSquares(x, set))
                            .as("share %s of seed %d", share, seed)
                            .isEqualTo(kernels.sumOfSquares(x, 0, x.length)));
        }
    }

    @Test
    void oneNumberThatIsNoneMakesTheSumNone() {
        float[] x = new float[5000];
        x[4321] = Float.NaN;
        assertThat(Kernels.rows().sumOfSquares(x, set(5000, 1, 4321))).isNaN();
    }
}
