package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vector and plain row kernels give the same bits and write nothing beside their range. */
class RowTwinTest {
    private static final int FROM = 3;
    private static final int TO = 7;

    private final RowKernels plain = Kernels.plain().rows();
    private final RowKernels vector = Kernels.vector().orElseThrow().rows();

    enum Kernel {
        SUM,
        MAX,
        SOFTMAX,
        LOG_SOFTMAX,
        LOG_SUM_EXP,
        COLUMN_SUM,
        COLUMN_MAX,
        TRANSPOSE;

        void run(RowKernels kernels, float[] x, int rows, int n, float[] y) {
            switch (this) {
                case SUM -> kernels.sum(x, FROM, rows, n, y, TO);
                case MAX -> kernels.max(x, FROM, rows, n, y, TO);
                case SOFTMAX -> kernels.softmax(x, FROM, rows, n, y, TO);
                case LOG_SOFTMAX -> kernels.logSoftmax(x, FROM, rows, n, y, TO);
                case LOG_SUM_EXP -> kernels.logSumExp(x, FROM, rows, n, y, TO);
                case COLUMN_SUM -> kernels.columnSum(x, FROM, n, rows, y, TO);
                case COLUMN_MAX -> kernels.columnMax(x, FROM, n, rows, y, TO);
                case TRANSPOSE -> kernels.transpose(x, FROM, rows, n, y, TO);
            }
        }
    }

    private static List<Integer> sizes() {
        return IntStream.concat(IntStream.of(Floats.SIZES), IntStream.of(100, 1023, 1024, 1025, 2049, 5000))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void sameBitsAtEverySize(Kernel kernel) {
        for (int rows : new int[] {1, 3, 17, 33}) {
            for (int n : sizes()) {
                for (boolean special : new boolean[] {false, true}) {
                    float[] x = special ? Floats.mixed(rows * n + FROM, n) : Floats.uniform(rows * n + FROM, n);
                    float[] expected = Floats.uniform(rows * n + TO + 1, 1);
                    float[] y = expected.clone();
                    kernel.run(plain, x, rows, n, expected);
                    kernel.run(vector, x, rows, n, y);
                    assertThat(Floats.bits(y))
                            .as("%s of [%d, %d], special values: %s", kernel, rows, n, special)
                            .isEqualTo(Floats.bits(expected));
                }
            }
        }
    }

    @Test
    void sameAnswersOfWholeArrays() {
        for (int n : sizes()) {
            for (float[] x : List.of(Floats.uniform(n + FROM, n), Floats.mixed(n + FROM, n))) {
                assertThat(Floats.bits(vector.maxAbs(x, FROM, n))).isEqualTo(Floats.bits(plain.maxAbs(x, FROM, n)));
                assertThat(Double.doubleToLongBits(vector.sumOfSquares(x, FROM, n)))
                        .isEqualTo(Double.doubleToLongBits(plain.sumOfSquares(x, FROM, n)));
                assertThat(vector.allFinite(x, FROM, n)).isEqualTo(plain.allFinite(x, FROM, n));
            }
        }
    }
}
