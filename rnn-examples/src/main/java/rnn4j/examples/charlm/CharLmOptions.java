package rnn4j.examples.charlm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import rnn4j.examples.run.RunLength;
import rnn4j.examples.run.RunOptions;

/** The options of {@code char-lm} beside those that every example takes. */
final class CharLmOptions {
    /** Where the build unpacks WordNet; it tells the program by this system property. */
    private static final String DATA_PROPERTY = "rnn.data";

    /** About three minutes on two cores. */
    private static final long STANDARD_STEPS = 8_000;

    /** With so much time a wider layer learns more than a narrow one that reads more text. */
    private static final Duration LONG = Duration.ofMinutes(10);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with WordNet's data.noun, data.verb, data.adj and data.adv"
                    + " (default: where the build put them, system property " + DATA_PROPERTY + ").")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            description = "The recurrent cell, one of ours or a plugin's (default: ${DEFAULT-VALUE}).")
    private String cell = "lstm";

    @Option(
            names = "--cell-option",
            paramLabel = "K=V",
            description = "An option of the cell; give it again for another.")
    private Map<String, String> cellOptions = new LinkedHashMap<>();

    @Option(
            names = "--embedding",
            paramLabel = "N",
            description = "Numbers per embedded character (default: ${DEFAULT-VALUE}).")
    private int embedding = 64;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            description = "Width of a recurrent layer (default: 320, and 512 with ten minutes or more).")
    private Optional<Integer> hidden = Optional.empty();

    @Option(names = "--layers", paramLabel = "N", description = "Recurrent layers (default: ${DEFAULT-VALUE}).")
    private int layers = 1;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Places of the text read side by side (default: ${DEFAULT-VALUE}).")
    private int batch = 16;

    @Option(
            names = "--time",
            paramLabel = "N",
            description = "Characters a step reads at each place, and how far gradients reach back"
                    + " (default: ${DEFAULT-VALUE}).")
    private int time = 32;

    @Option(
            names = "--rate",
            paramLabel = "X",
            description = "Adam's rate at its peak; it then falls to nothing along a cosine"
                    + " (default: 0.005, and 0.004 with ten minutes or more).")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--clip",
            paramLabel = "X",
            description = "Norm that a step's gradient is cut to (default: ${DEFAULT-VALUE}).")
    private double clip = 1;

    @Option(
            names = "--sanity",
            description = "Only check that the model learns one batch by heart; nothing is written.")
    private boolean sanity;

    /** Whether one batch is all there is to learn. */
    boolean sanity() {
        return sanity;
    }

    /**
     * The folder of WordNet's files.
     *
     * @throws IllegalArgumentException when neither the option nor the system property names one
     */
    Path data() {
        String unpacked = System.getProperty(DATA_PROPERTY, "");
        if (data.isEmpty() && unpacked.isEmpty()) {
            throw new IllegalArgumentException("--data: no folder is named; give WordNet's, or start through the build,"
                    + " which sets the system property " + DATA_PROPERTY);
        }
        return data.orElseGet(() -> Path.of(unpacked));
    }

    /**
     * What is to be trained, and how.
     *
     * @param run the options that every example takes
     * @throws IllegalArgumentException when a size or a rate is out of its range
     */
    TrainingPlan plan(RunOptions run) {
        RunLength length = run.length(STANDARD_STEPS);
        boolean isLong =
                length instanceof RunLength.Clock clock && clock.limit().compareTo(LONG) >= 0;
        CharModelConfig model = new CharModelConfig(
                cell,
                cellOptions,
                atLeastOne("--embedding", embedding),
                atLeastOne("--hidden", hidden.orElse(isLong ? 512 : 320)),
                atLeastOne("--layers", layers));
        return new TrainingPlan(
                model,
                atLeastOne("--batch", batch),
                atLeastOne("--time", time),
                aboveZero("--rate", rate.orElse(isLong ? 0.004 : 0.005)),
                aboveZero("--clip", clip),
                run.seed(),
                run.threads(),
                length);
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d is too few; give at least 1".formatted(option, value));
        }
        return value;
    }

    private static double aboveZero(String option, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(option + ": " + value + " is out of range; give a number above 0");
        }
        return value;
    }
}
