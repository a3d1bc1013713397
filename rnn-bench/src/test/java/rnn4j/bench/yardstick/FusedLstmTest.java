package rnn4j.bench.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The yardstick computes what the cell's equations say: a wrong answer is soon fast. */
final class FusedLstmTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "3, 4, 5, 7",
        "7, 3, 1, 17",
        "16, 2, 31, 16",
        "33, 3, 17, 31",
        "5, 4, 64, 65",
        "1, 50, 8, 32",
        "2, 2, 1030, 300",
        "32, 6, 64, 128"
    })
    void agreesWithTheEquations(int batch, int length, int input, int hidden) {
        LstmComparison compared = LstmComparison.of(batch, length, input, hidden);
        assertThat(compared.wrongOutputs()).isZero();
        assertThat(compared.gradientError()).isLessThan(1e-6);
    }

    @Test
    void aWarmPassAllocatesNothing() {
        FusedLstm lstm = new FusedLstm(4, 8, 5, 16);
        float[] x = new float[8 * 4 * 5];
        float[] slopes = new float[8 * 4 * lstm.units()];
        for (int pass = 0; pass < 2000; pass++) {
            pass(lstm, x, slopes);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        pass(lstm, x, slopes);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
    }

    private static void pass(FusedLstm lstm, float[] x, float[] slopes) {
        lstm.infer(x);
        lstm.forward(x);
        lstm.backward(x, slopes);
    }
}
