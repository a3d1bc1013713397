package rnn4j.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import rnn4j.kernel.KernelSet;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;
import rnn4j.kernel.ProductKernels;
import rnn4j.kernel.Workers;

/**
 * How much of the FMA peak do matrix products reach?
 *
 * <p>Not by JMH: the figure is the ratio to a peak that is measured right before and after each round in the same process,
 * since the clock of a core moves with its load. One thread is timed by its CPU time, more by the wall.
 */
final class Gemm {
    private static final String HELP = """
            gemm [--plain] [--threads=1,2] [--rounds=11] [--only=TEXT]
              --plain      the plain kernels instead of the chosen ones
              --threads=   numbers of threads, each measured in turn
              --rounds=    rounds of a case, of which the median is told
              --only=      only the shapes whose line has this text""";

    private static final long WARM_UP_NANOS = 1_000_000_000L;
    private static final double FLOP_OF_A_ROUND = 5e7;

    private final FmaPeak peak = new FmaPeak();
    private final ProductKernels kernels;
    private final int rounds;

    private Gemm(ProductKernels kernels, int rounds) {
        this.kernels = kernels;
        this.rounds = rounds;
    }

    /** Print one line per shape and number of threads. */
    static void answer(List<String> options) {
        Options given = new Options("gemm", HELP, options);
        boolean plain = given.has("--plain");
        int rounds = given.number("--rounds", 11);
        List<Integer> threads = given.numbers("--threads", "1,2");
        String only = given.text("--only", "");
        if (given.wantsHelp()) {
            return;
        }
        KernelSet set = Kernels.plain();
        System.out.println(plain ? "plain kernels, as asked" : Kernels.description());
        Gemm gemm = new Gemm(plain ? set.products() : Kernels.products(), rounds);
        IntStream.range(0, 200).forEach(i -> gemm.peak.measure());
        System.out.printf("FMA peak of one core: %.1f GFLOP/s%n", gemm.peak.measure());
        System.out.printf("%-26s %7s %8s %7s %10s  %s%n", "product", "threads", "GFLOP/s", "peak", "time", "from");
        for (GemmShape shape : GemmShape.ALL) {
            if ((shape + " " + shape.from()).contains(only)) {
                threads.forEach(count -> gemm.print(shape, count));
            }
        }
    }

    private void print(GemmShape shape, int threads) {
        try (Workers workers = Workers.of(threads)) {
            workers.within(() -> {
                measure(shape, workers.threads());
                return null;
            });
        }
    }

    private void measure(GemmShape shape, int threads) {
        float[] a = values(shape.m() * shape.k(), 1);
        float[] b = values(shape.k() * shape.n(), 2);
        float[] c = new float[shape.m() * shape.n()];
        Runnable product = product(shape, a, b, c);
        product.run();
        check(shape, a, b, c);
        long start = Clock.wall();
        while (Clock.wall() - start < WARM_UP_NANOS) {
            product.run();
        }
        int calls = (int) Math.max(1, FLOP_OF_A_ROUND / shape.flop());
        double[] speeds = new double[rounds];
        double[] shares = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double before = peak.measure();
            long begun = threads == 1 ? Clock.cpu() : Clock.wall();
            for (int call = 0; call < calls; call++) {
                product.run();
            }
            long nanos = (threads == 1 ? Clock.cpu() : Clock.wall()) - begun;
            double after = peak.measure();
            speeds[round] = shape.flop() * calls / nanos;
            shares[round] = speeds[round] / ((before + after) / 2 * threads);
        }
        double speed = Clock.median(speeds);
        System.out.printf(
                "%-26s %7d %8.1f %5.1f %% %7.1f us  %s%n",
                shape, threads, speed, 100 * Clock.median(shares), shape.flop() / speed / 1000, shape.from());
    }

    private Runnable product(GemmShape shape, float[] a, float[] b, float[] c) {
        int m = shape.m();
        int n = shape.n();
        int k = shape.k();
        boolean left = shape.leftTransposed();
        boolean right = shape.rightTransposed();
        if (shape.packed()) {
            PackedMatrix packed = kernels.pack(k, n, b, 0, right);
            return () -> kernels.multiply(m, a, 0, left, packed, c, 0);
        }
        return () -> kernels.multiply(m, n, k, a, 0, left, b, 0, right, c, 0);
    }

    /** Compare some outputs with sums in double precision: what is wrong need not be timed. */
    private static void check(GemmShape shape, float[] a, float[] b, float[] c) {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 100; trial++) {
            int i = random.nextInt(shape.m());
            int j = random.nextInt(shape.n());
            double sum = 0;
            for (int l = 0; l < shape.k(); l++) {
                float left = a[shape.leftTransposed() ? l * shape.m() + i : i * shape.k() + l];
                float right = b[shape.rightTransposed() ? j * shape.k() + l : l * shape.n() + j];
                sum += (double) left * right;
            }
            if (!(Math.abs(c[i * shape.n() + j] - sum) <= 1e-6 * shape.k())) {
                throw new IllegalStateException("gemm: " + shape + " gives " + c[i * shape.n() + j] + " at [" + i + ", "
                        + j + "] instead of " + sum);
            }
        }
    }

    private static float[] values(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
