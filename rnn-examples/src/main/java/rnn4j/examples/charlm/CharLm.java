package rnn4j.examples.charlm;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rnn4j.examples.run.HeapPeak;
import rnn4j.examples.run.ReportOptions;
import rnn4j.examples.run.RunFolder;
import rnn4j.examples.run.RunOptions;
import rnn4j.tensor.Threads;

/** The example {@code char-lm}: learn WordNet's entries, score the model beside n-grams, let it write. */
@Command(
        name = CharLm.NAME,
        description = "Learn the entries of a dictionary (WordNet) character by character, and write new ones.",
        subcommands = CharLmSample.class)
public final class CharLm implements Callable<Integer> {
    /** What the command line calls this example. */
    public static final String NAME = "char-lm";

    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private CharLmOptions options = new CharLmOptions();

    @Override
    public Integer call() throws IOException {
        long begun = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        TrainingPlan plan = options.plan(run);
        try (HeapPeak peak = HeapPeak.watch()) {
            CharLmRun job = new CharLmRun(plan, WordNetText.read(options.data()), out, reports);
            if (options.sanity()) {
                return job.learnsOneBatch() ? 0 : 1;
            }
            try (RunFolder folder = RunFolder.open(run.folder(NAME));
                    Threads threads = Threads.of(plan.threads())) {
                double bits = job.run(folder, threads);
                out.printf(
                        Locale.ROOT,
                        "%s held-out=%.3f bits/char time=%.1f s peak=%.0f MiB weights=%s%n",
                        NAME,
                        bits,
                        (System.nanoTime() - begun) * 1e-9,
                        peak.bytes() / MEBIBYTE,
                        job.fingerprint());
            }
        }
        return 0;
    }
}
