package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A warm call of a kernel allocates nothing. This finds what no other test does: a vector that C2 boxes, at ten times the
 * cost.
 */
@Timeout(300)
class AllocationTest {
    private static final int CALLS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<KernelSet> sets() {
        return Stream.of(Kernels.plain(), Kernels.vector().orElseThrow());
    }

    /** Call until a round is free of allocation: C2 takes the time it takes, but must get there. */
    private void assertFree(String what, Runnable call) {
        long bytes = -1;
        long start = System.nanoTime();
        while (bytes != 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(bytes).as("bytes allocated by %d calls of %s", CALLS, what).isZero();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void elements(KernelSet set) {
        int n = 517;
        float[] a = Floats.uniform(n, 1);
        float[] b = Floats.uniform(n, 2);
        float[] c = Floats.uniform(n, 3);
        float[] y = new float[n];
        for (Unary f : Unary.values()) {
            assertFree(set.name() + " " + f, () -> set.elements().unary(f, a, 0, y, 0, n));
        }
        for (Binary f : Binary.values()) {
            for (int strides = 0; strides < 4; strides++) {
                int aStride = strides & 1;
                int bStride = strides >> 1;
                assertFree(set.name() + " " + f, () -> set.elements().binary(f, a, 0, aStride, b, 0, bStride, y, 0, n));
            }
        }
        for (Ternary f : Ternary.values()) {
            assertFree(set.name() + " " + f, () -> set.elements().ternary(f, a, 0, 1, b, 0, 0, c, 0, 1, y, 0, n));
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void rows(KernelSet set) {
        int n = 1100;
        float[] x = Floats.uniform(3 * n, 1);
        float[] y = new float[3 * n];
        RowKernels rows = set.rows();
        assertFree(set.name() + " sum", () -> rows.sum(x, 0, 3, n, y, 0));
        assertFree(set.name() + " max", () -> rows.max(x, 0, 3, n, y, 0));
        assertFree(set.name() + " softmax", () -> rows.softmax(x, 0, 3, n, y, 0));
        assertFree(set.name() + " logSoftmax", () -> rows.logSoftmax(x, 0, 3, n, y, 0));
        assertFree(set.name() + " logSumExp", () -> rows.logSumExp(x, 0, 3, n, y, 0));
        assertFree(set.name() + " columnSum", () -> rows.columnSum(x, 0, n, 3, y, 0));
        assertFree(set.name() + " columnMax", () -> rows.columnMax(x, 0, n, 3, y, 0));
        assertFree(set.name() + " transpose", () -> rows.transpose(x, 0, 33, 100, y, 0));
        assertFree(set.name() + " maxAbs", () -> rows.maxAbs(x, 0, n));
        assertFree(set.name() + " sumOfSquares", () -> rows.sumOfSquares(x, 0, n));
        assertFree(set.name() + " allFinite", () -> rows.allFinite(x, 0, n));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void masks(KernelSet set) {
        long[] keys = {1, 2, 3};
        for (int n : new int[] {5, 128, 200}) {
            float[] y = new float[4 * 3 * n];
            assertFree(set.name() + " draw " + n, () -> set.masks().draw(keys, 0, 4, 9000, 0, 2, y, 0, n));
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void products(KernelSet set) {
        ProductKernels products = set.products();
        int[][] sizes = {{1, 75, 40}, {2, 75, 40}, {3, 75, 40}, {9, 75, 40}, {33, 75, 40}, {200, 33, 8}};
        for (int[] size : sizes) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            float[] a = Floats.uniform(m * k, 1);
            float[] b = Floats.uniform(k * n, 2);
            float[] c = new float[m * n];
            PackedMatrix packed = products.pack(k, n, b, 0, false);
            for (int transposed = 0; transposed < 4; transposed++) {
                boolean left = (transposed & 1) != 0;
                boolean right = (transposed & 2) != 0;
                String what = set.name() + " " + m + "x" + n + "x" + k + " transposed " + transposed;
                assertFree(what, () -> products.multiply(m, n, k, a, 0, left, b, 0, right, c, 0));
                assertFree(what + " packed", () -> products.multiply(m, a, 0, left, packed, c, 0));
                assertFree(what + " packing", () -> products.repack(packed, b, 0, right));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void sharedProducts(KernelSet set) {
        System.setProperty("rnn4j.threads.max", "2");
        try (Workers workers = Workers.of(2)) {
            int n = 256;
            float[] a = Floats.uniform(64 * n, 1);
            float[] b = Floats.uniform(n * n, 2);
            float[] c = new float[64 * n];
            workers.within(() -> {
                assertFree(
                        set.name() + " shared",
                        () -> set.products().multiply(64, n, n, a, 0, false, b, 0, false, c, 0));
                return null;
            });
        } finally {
            System.clearProperty("rnn4j.threads.max");
        }
    }
}
