package rnn4j.examples.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that every example takes. */
public final class RunOptions {
    private static final double MILLIS_PER_MINUTE = 60_000;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for what the run writes (default: out/NAME of the example).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Where all chance begins: the same seed gives the same bits (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute with; the bits don't depend on it (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @ArgGroup
    private Length length = new Length();

    private static final class Length {
        @Option(
                names = "--steps",
                paramLabel = "N",
                description = "Stop after N steps; such a run repeats bit for bit.")
        private Optional<Long> steps = Optional.empty();

        @Option(
                names = "--minutes",
                paramLabel = "X",
                description = "Stop at the first step past X minutes, and print which that was.")
        private Optional<Double> minutes = Optional.empty();
    }

    /** The folder of a run: what was asked for, else {@code out/} and the example's name. */
    public Path folder(String example) {
        return out.orElse(Path.of("out", example));
    }

    /** Where all chance begins. */
    public long seed() {
        return seed;
    }

    /**
     * How many threads to compute with.
     *
     * @throws IllegalArgumentException when fewer than 1 were asked for
     */
    public int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads: %d is too few; give at least 1".formatted(threads));
        }
        return threads;
    }

    /**
     * How long to train.
     *
     * @param standardSteps the number of steps when nothing was asked for
     * @throws IllegalArgumentException when less than nothing was asked for
     */
    public RunLength length(long standardSteps) {
        if (length.minutes.isPresent()) {
            double minutes = length.minutes.get();
            if (!(minutes > 0 && minutes * MILLIS_PER_MINUTE < Long.MAX_VALUE)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "--minutes: %s is no time to train; give a number above 0", minutes));
            }
            return new RunLength.Clock(Duration.ofMillis((long) Math.ceil(minutes * MILLIS_PER_MINUTE)));
        }
        long steps = length.steps.orElse(standardSteps);
        if (steps < 1) {
            throw new IllegalArgumentException("--steps: %d is too few; give at least 1".formatted(steps));
        }
        return new RunLength.Steps(steps);
    }
}
