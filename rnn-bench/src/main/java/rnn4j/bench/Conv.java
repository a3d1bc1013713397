package rnn4j.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Workers;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Workspace;

/**
 * How much of the FMA peak do convolutions reach?
 *
 * <p>Measured as {@link Gemm} measures products, but against the higher one of the peaks that are taken right before and after each
 * round. Beside the median of the rounds the best one is told, which is the figure where other programs run. The last column is what the two operations
 * reach that a convolution could be composed of: all patches laid out first, then one product.
 */
final class Conv {
    private static final String HELP = """
            conv [--threads=1,2] [--rounds=11] [--only=TEXT]
              --threads=   numbers of threads, each measured in turn
              --rounds=    rounds of a layer, of which the best one and the median are told
              --only=      only the layers whose line has this text""";

    private static final long WARM_UP_NANOS = 1_000_000_000L;
    private static final double FLOP_OF_A_ROUND = 2e9;

    private final FmaPeak peak = new FmaPeak();
    private final int rounds;

    private Conv(int rounds) {
        this.rounds = rounds;
    }

    /** Print one line per layer and number of threads. */
    static void answer(List<String> options) {
        Options given = new Options("conv", HELP, options);
        int rounds = given.number("--rounds", 11);
        List<Integer> threads = given.numbers("--threads", "1,2");
        String only = given.text("--only", "");
        if (given.wantsHelp()) {
            return;
        }
        System.out.println(Kernels.description());
        Conv conv = new Conv(rounds);
        IntStream.range(0, 200).forEach(i -> conv.peak.measure());
        System.out.printf("FMA peak of one core: %.1f GFLOP/s%n", conv.peak.measure());
        System.out.printf(
                "%-24s %7s %8s %7s %7s %10s %9s  %s%n",
                "layer", "threads", "GFLOP/s", "best", "median", "time", "composed", "from");
        for (ConvLayer layer : ConvLayer.ALL) {
            if ((layer + " " + layer.from()).contains(only)) {
                threads.forEach(count -> conv.print(layer, count));
            }
        }
    }

    private void print(ConvLayer layer, int threads) {
        Tensor x = values(layer.images(), 1);
        Tensor w = Parameters.seeded(1).create("w", layer.weights(), Init.he());
        check(layer, x, w);
        try (Workers workers = Workers.of(threads)) {
            workers.within(() -> {
                Figures own = measure(layer, workers.threads(), () -> x.conv2d(w, ConvLayer.WINDOW));
                Figures composed = measure(
                        layer,
                        workers.threads(),
                        () -> x.patches(ConvLayer.WINDOW).matmul(w));
                System.out.printf(
                        "%-24s %7d %8.1f %5.1f %% %5.1f %% %7.2f ms %7.1f %%  %s%n",
                        layer,
                        workers.threads(),
                        own.speed(),
                        100 * own.best(),
                        100 * own.median(),
                        layer.flop() / own.speed() / 1e6,
                        100 * composed.best(),
                        layer.from());
                return null;
            });
        }
    }

    /**
     * What the rounds of a layer told.
     *
     * @param speed of the best round, in GFLOP/s
     * @param best share of the peak
     * @param median share of the peak
     */
    private record Figures(double speed, double best, double median) {}

    private Figures measure(ConvLayer layer, int threads, Supplier<Tensor> convolution) {
        Workspace workspace = new Workspace();
        long start = Clock.wall();
        while (Clock.wall() - start < WARM_UP_NANOS) {
            workspace.pass(convolution);
        }
        int calls = (int) Math.max(1, FLOP_OF_A_ROUND / layer.flop());
        double[] shares = new double[rounds];
        double best = 0;
        double speed = 0;
        for (int round = 0; round < rounds; round++) {
            double before = peak.measure();
            long begun = threads == 1 ? Clock.cpu() : Clock.wall();
            for (int call = 0; call < calls; call++) {
                workspace.pass(convolution);
            }
            long nanos = (threads == 1 ? Clock.cpu() : Clock.wall()) - begun;
            double after = peak.measure();
            double reached = layer.flop() * calls / nanos;
            shares[round] = reached / (Math.max(before, after) * threads);
            if (shares[round] > best) {
                best = shares[round];
                speed = reached;
            }
        }
        return new Figures(speed, best, Clock.median(shares));
    }

    /** Compare some outputs with sums in double precision: what is wrong need not be timed. */
    private static void check(ConvLayer layer, Tensor x, Tensor w) {
        Tensor y = x.conv2d(w, ConvLayer.WINDOW);
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 100; trial++) {
            int image = random.nextInt(layer.batch());
            int row = random.nextInt(layer.size());
            int column = random.nextInt(layer.size());
            int out = random.nextInt(layer.out());
            double sum = 0;
            for (int tap = 0; tap < 9 * layer.channels(); tap++) {
                int r = row - 1 + tap / layer.channels() / 3;
                int c = column - 1 + tap / layer.channels() % 3;
                if (r >= 0 && r < layer.size() && c >= 0 && c < layer.size()) {
                    sum += (double) x.at(image, r, c, tap % layer.channels()) * w.at(tap, out);
                }
            }
            if (!(Math.abs(y.at(image, row, column, out) - sum) <= 1e-4)) {
                throw new IllegalStateException("conv: " + layer + " gives " + y.at(image, row, column, out) + " at ["
                        + image + ", " + row + ", " + column + ", " + out + "] instead of " + sum);
            }
        }
    }

    private static Tensor values(Shape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return Tensor.of(shape, values);
    }
}
