package rnn4j.bench.doctor;

import com.sun.management.VMOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import rnn4j.kernel.Kernels;

/** Looks at processor, JVM and kernels, measures, and advises. */
public final class Checkup {

    private static final List<String> FLAGS = List.of("UseAVX", "MaxVectorSize", "UseFMA", "TieredStopAtLevel");
    private static final double MEGA = 1 << 20;

    private Checkup() {}

    /**
     * Prints a line for each finding.
     *
     * @param vectorPeak measures GFLOP/s of the vectors; asked only where there are any
     */
    public static void print(Measured.Peak vectorPeak, Consumer<String> line) {
        Processor processor = Processor.here();
        boolean fused =
                Jvm.flag("UseFMA").map(VMOption::getValue).map(Boolean::valueOf).orElse(true);
        machine(processor, line);
        kernels(fused, line);
        if (fused) {
            Measured measured = Measured.here(Kernels.lanes() > 1, vectorPeak);
            speed(measured, line);
            advise(line, Advice.of(processor, Kernels.lanes(), true, measured));
        } else {
            say(line, "measured", "nothing: without fused multiply-add a product would take minutes");
            advise(line, Advice.of(processor, Kernels.lanes(), false, new Measured(1, 0)));
        }
    }

    private static void machine(Processor processor, Consumer<String> line) {
        String vectors = processor.vectorBits().isPresent()
                ? "vectors of " + processor.vectorBits().getAsInt() + " bits"
                : "its vectors are not known";
        say(line, "processor", processor.model() + ", " + vectors);
        say(line, "JDK", System.getProperty("java.version", "unknown") + ", " + Jvm.name());
        say(line, "started with", Jvm.flags().isEmpty() ? "no flags" : String.join(" ", Jvm.flags()));
        for (String flag : FLAGS) {
            Jvm.flag(flag)
                    .ifPresent(option -> say(
                            line, flag, option.getValue() + (Jvm.set(flag) ? ", as it was told" : ", its own choice")));
        }
        say(line, "threads", Runtime.getRuntime().availableProcessors() + " processors are seen");
        double heap = Runtime.getRuntime().maxMemory() / MEGA;
        say(line, "heap", String.format(Locale.ROOT, "%.0f MB at most, %s", heap, Jvm.collector()));
    }

    private static void kernels(boolean fused, Consumer<String> line) {
        int lanes = Kernels.lanes();
        say(line, "vector module", Jvm.vectorModule() ? "there" : "not there");
        say(line, "kernels", Kernels.description());
        say(line, "width", lanes == 1 ? "one number at a time" : lanes + " floats, " + lanes * Float.SIZE + " bits");
        say(line, "fused multiply-add", fused ? "an instruction" : "not an instruction");
    }

    private static void speed(Measured measured, Consumer<String> line) {
        String of = Kernels.lanes() > 1 ? "" : ", of loops in plain Java";
        say(
                line,
                "peak of one core",
                String.format(Locale.ROOT, "%.1f GFLOP/s of fused multiply-adds%s", measured.peak(), of));
        say(
                line,
                "product",
                String.format(
                        Locale.ROOT,
                        "%.1f GFLOP/s, %.0f %% of that peak, for [64, 512] x [512, 2048]",
                        measured.product(),
                        100 * measured.share()));
    }

    private static void advise(Consumer<String> line, List<String> advice) {
        line.accept("what would be faster");
        advice.forEach(each -> line.accept("  - " + each));
    }

    private static void say(Consumer<String> line, String what, String finding) {
        line.accept(String.format(Locale.ROOT, "%-20s %s", what, finding));
    }
}
