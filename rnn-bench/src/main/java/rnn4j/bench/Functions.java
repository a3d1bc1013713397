package rnn4j.bench;

import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import rnn4j.kernel.ElementKernels;
import rnn4j.kernel.KernelSet;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Unary;

/**
 * How long does an element-wise function take per element?
 *
 * <p>2048 elements, which stay in the first-level cache, from a normal distribution three wide.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Functions.ELEMENTS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Functions {
    static final int ELEMENTS = 2048;

    private static final String HELP = """
            functions [--only=NAME] [--forks=1]
              --only=    one function, such as SIGMOID
              --forks=   JVMs started for each function and implementation""";

    /** The function. */
    @Param
    public Unary function = Unary.NEG;

    /** The implementation. */
    @Param({"vector", "plain"})
    public String kernels = "";

    private final float[] x = new float[ELEMENTS];
    private final float[] y = new float[ELEMENTS];
    private ElementKernels elements = Kernels.plain().elements();

    /** Fill the array and check the answer: the plain kernels are held to a reference by their tests. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ELEMENTS; i++) {
            x[i] = (float) random.nextGaussian(0, 3);
        }
        KernelSet set = kernels.equals("vector") ? Kernels.vector().orElseThrow() : Kernels.plain();
        elements = set.elements();
        float[] expected = new float[ELEMENTS];
        Kernels.plain().elements().unary(function, x, 0, expected, 0, ELEMENTS);
        apply();
        for (int i = 0; i < ELEMENTS; i++) {
            if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(expected[i])) {
                throw new IllegalStateException(
                        "functions: " + function + " of " + x[i] + " is " + y[i] + " instead of " + expected[i]);
            }
        }
    }

    /** Apply the function once to all elements. */
    @Benchmark
    public float[] apply() {
        elements.unary(function, x, 0, y, 0, ELEMENTS);
        return y;
    }

    /** Print one line per function and implementation. */
    static void answer(List<String> options) throws RunnerException {
        Options given = new Options("functions", HELP, options);
        String only = given.text("--only", "");
        int forks = given.number("--forks", 1);
        if (given.wantsHelp()) {
            return;
        }
        ChainedOptionsBuilder run = new OptionsBuilder()
                .include(Functions.class.getName() + ".apply")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks);
        Collection<RunResult> results = new Runner((only.isEmpty() ? run : run.param("function", only)).build()).run();
        System.out.printf("%-12s %-8s %s%n", "function", "kernels", "ns per element");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            System.out.printf(
                    "%-12s %-8s %.3f%n",
                    result.getParams().getParam("function"), result.getParams().getParam("kernels"), time.getScore());
        }
    }
}
