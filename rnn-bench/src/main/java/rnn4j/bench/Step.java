package rnn4j.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.kernel.Kernels;
import rnn4j.nn.Recurrent;
import rnn4j.optim.Adam;
import rnn4j.optim.Optimizer;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/**
 * How many sequence-steps a second does a training step manage: forward, mean of squares, backward, Adam?
 *
 * <p>Batch times length over time. The share is that of the nominal products, three times the forward ones, in the peak that
 * is measured right before; the first layer's input gradient counts in it and is not computed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class Step {

    private static final double RATE = 1e-4;

    private static final String HELP = """
            step [--cells=lstm,elman] [--shapes=32x64x64x128,64x100x128x256,1x50x8x32] [--threads=1,2]
              --cells=     names of cells
              --shapes=    batch x length x input x hidden
              --threads=   numbers of threads, each measured in turn""";

    /** Which cell, by its name. */
    @Param("lstm")
    public String cell = "";

    /** Batch, length, input and hidden size. */
    @Param("32x64x64x128")
    public String shape = "";

    /** How many threads compute. */
    @Param("1")
    public int threads;

    private Threads workers = Threads.of(1);
    private Parameters parameters = Parameters.seeded(1);
    private Optimizer optimizer = Optimizer.of(Adam.standard());
    private Recurrent layer = layer("elman", new Sizes(1, 1, 1, 1), Parameters.seeded(1));
    private Sequence xs = Sequence.full(Tensor.zeros(Shape.of(1, 1, 1)));

    /** The sizes of a training step. */
    record Sizes(int batch, int length, int input, int hidden) {
        private static final Pattern TEXT =
                Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})x([1-9]\\d{0,5})x([1-9]\\d{0,5})");

        static Sizes parse(String text) {
            Matcher found = TEXT.matcher(text);
            if (!found.matches()) {
                throw new IllegalArgumentException(
                        "step: '" + text + "' is no shape; give batch x length x input x hidden, such as 32x64x64x128");
            }
            return new Sizes(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)),
                    Integer.parseInt(found.group(4)));
        }

        /** The products of one gate, forward and twice backward. */
        double flop() {
            return 3 * 2.0 * hidden * (input + hidden) * batch * length;
        }
    }

    /** Print one line per cell, shape and number of threads. */
    static void answer(List<String> options) throws RunnerException {
        Options given = new Options("step", HELP, options);
        List<String> cells = List.of(given.text("--cells", "lstm,elman").split(","));
        List<String> shapes = List.of(
                given.text("--shapes", "32x64x64x128,64x100x128x256,1x50x8x32").split(","));
        List<Integer> counts = given.numbers("--threads", "1,2");
        if (given.wantsHelp()) {
            return;
        }
        shapes.forEach(Sizes::parse);
        System.out.println(Kernels.description());
        double[] peaks = new double[200];
        FmaPeak peak = new FmaPeak();
        Arrays.setAll(peaks, i -> peak.measure());
        System.out.printf(Locale.ROOT, "FMA peak of one core: %.1f GFLOP/s%n", Clock.median(peaks));
        for (String cell : cells) {
            for (String shape : shapes) {
                for (int count : counts) {
                    print(cell, shape, count, Clock.median(peaks));
                }
            }
        }
    }

    private static void print(String cell, String shape, int threads, double peak) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include("^" + Pattern.quote(Step.class.getName() + ".learn") + "$")
                        .param("cell", cell)
                        .param("shape", shape)
                        .param("threads", Integer.toString(threads))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        Statistics nanos = result.getPrimaryResult().getStatistics();
        Sizes sizes = Sizes.parse(shape);
        double steps = 1e6 * sizes.batch() * sizes.length();
        System.out.printf(
                Locale.ROOT,
                "%-6s %-16s %dt %8.1fk steps/s (%.1fk–%.1fk)%s%n",
                cell,
                shape,
                threads,
                steps / nanos.getPercentile(50),
                steps / nanos.getMax(),
                steps / nanos.getMin(),
                share(cell, sizes, nanos.getPercentile(50) * peak * threads));
    }

    /** Only of cells whose products are known here. */
    private static String share(String cell, Sizes sizes, double possible) {
        int gates = cell.equals("lstm") ? 4 : 1;
        boolean known = cell.equals("lstm") || cell.equals("elman");
        return known ? String.format(Locale.ROOT, " %5.1f %% of the peak", 100 * gates * sizes.flop() / possible) : "";
    }

    /** Makes cell and sequences, and checks that steps bring the loss down. */
    @Setup
    public void start() {
        Sizes sizes = Sizes.parse(shape);
        workers = Threads.of(threads);
        parameters = Parameters.seeded(1);
        layer = layer(cell, sizes, parameters);
        xs = Sequence.full(Init.uniform(-1, 1)
                .draw(Shape.of(sizes.length(), sizes.batch(), sizes.input()), RandomSource.of(1, "bench")));
        float first = learn();
        float second = learn();
        if (!(second < first)) {
            throw new IllegalStateException("step: the loss went from " + first + " to " + second);
        }
    }

    private static Recurrent layer(String cell, Sizes sizes, Parameters parameters) {
        CellSpec spec = CellSpec.of(sizes.input(), sizes.hidden());
        return new Recurrent(CellRegistry.load().create(cell, spec, parameters));
    }

    /** Ends the threads. */
    @TearDown
    public void end() {
        workers.close();
    }

    /** Makes a training step; returns the loss before it. */
    @Benchmark
    public float learn() {
        return workers.within(() -> {
            Differentiated step =
                    Tape.differentiate(() -> layer.apply(xs).values().square().mean());
            optimizer.step(parameters, step.gradients().parameters(), RATE);
            return step.value().value();
        });
    }
}
