package rnn4j.examples.charlm;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rnn4j.data.Vocabulary;
import rnn4j.examples.run.ReportOptions;
import rnn4j.examples.run.RunFolder;
import rnn4j.examples.run.RunLength;
import rnn4j.examples.run.WeightsDigest;
import rnn4j.io.Provenance;
import rnn4j.report.CsvLog;
import rnn4j.report.Progress;
import rnn4j.report.RunPage;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Threads;
import rnn4j.train.Outcome;
import rnn4j.train.SanityCheck;
import rnn4j.train.TrainingListener;

/** One run of {@code char-lm}: train, score, save, write samples. */
final class CharLmRun {
    static final String MODEL_FILE = "model.safetensors";
    static final String LOG_FILE = "log.csv";
    static final String SAMPLES_FILE = "samples.txt";
    static final String REPORT_FILE = "report.html";

    /** The score is taken on so many characters of the held-out text, its first ones. */
    static final int SCORED = 200_000;

    /** A batch that is not learned by then will not be. */
    private static final long SANITY_STEPS = 500;

    /** Stands for every character that the training text lacks. */
    private static final int UNKNOWN = 0xFFFD;

    private static final int HIGHEST_ORDER = 6;
    private static final List<Double> TEMPERATURES = List.of(0.4, 0.7, 1.0);
    private static final int ENTRIES_EACH = 2;
    private static final int LONGEST_ENTRY = 240;

    private final TrainingPlan plan;
    private final WordNetText text;
    private final PrintWriter out;
    private final ReportOptions reports;
    private final RunPage page = new RunPage(CharLm.NAME);
    private final Vocabulary vocabulary;
    private final CharTraining training;

    /**
     * Make the fresh model.
     *
     * @param out for what a reader wants to know
     * @param reports where the training can be watched
     * @throws IllegalArgumentException when there is no such cell, it refuses an option, or the text is too short
     */
    CharLmRun(TrainingPlan plan, WordNetText text, PrintWriter out, ReportOptions reports) {
        this.plan = plan;
        this.text = text;
        this.out = out;
        this.reports = reports;
        this.vocabulary = Vocabulary.of(text.training()).withUnknown(UNKNOWN);
        this.training = new CharTraining(plan, vocabulary.size(), vocabulary.encode(text.training()));
    }

    /**
     * Do it all.
     *
     * @param folder takes the log, the model and the samples
     * @param threads for what comes after the training
     * @return the score, in bits per character
     * @throws IOException when something can't be written
     */
    double run(RunFolder folder, Threads threads) throws IOException {
        introduce();
        Outcome outcome = train(folder);
        double bits = threads.within(this::score);
        CharModelFile.write(
                folder.place(MODEL_FILE),
                plan.model().cell(),
                training.model(),
                training.parameters(),
                vocabulary,
                provenance(outcome, bits));
        String samples = threads.within(this::samples);
        Files.writeString(folder.begin(SAMPLES_FILE), samples);
        page.text("What it writes", samples).write(folder.place(REPORT_FILE));
        folder.finish(LOG_FILE);
        folder.finish(SAMPLES_FILE);
        out.printf("In %s: %s, %s, %s, %s%n", folder.place(""), MODEL_FILE, LOG_FILE, SAMPLES_FILE, REPORT_FILE);
        return bits;
    }

    /** Try to learn one batch by heart, tell how it went, and return whether it did. */
    boolean learnsOneBatch() {
        introduce();
        SanityCheck.Result result = training.learnOneBatch(SANITY_STEPS);
        out.println(result);
        return result.passed();
    }

    /** The fingerprint of the weights as they are now. */
    String fingerprint() {
        return WeightsDigest.of(training.parameters().named());
    }

    private void introduce() {
        out.printf(
                Locale.ROOT,
                "WordNet: %,d entries, %,d characters to learn from, %,d held out%n",
                text.entries(),
                text.training().length(),
                text.heldOut().length());
        CharModelConfig config = plan.model();
        out.printf(
                Locale.ROOT,
                "%s: hidden %d, layers %d, embedding %d, %,d weights; %d places of %d characters a step; seed %d%n",
                config.cell(),
                config.hidden(),
                config.layers(),
                config.embedding(),
                training.parameters().count(),
                plan.batch(),
                plan.time(),
                plan.seed());
        out.print(training.model().summary(training.parameters(), plan.batch(), plan.time()));
        out.flush(); // to be read while it trains
        page.setting("cell", config.cell())
                .setting("hidden", config.hidden())
                .setting("layers", config.layers())
                .setting("embedding", config.embedding())
                .setting(
                        "weights",
                        String.format(Locale.ROOT, "%,d", training.parameters().count()))
                .setting("batch", plan.batch() + " places of " + plan.time() + " characters")
                .setting("highest rate", plan.rate());
    }

    private Outcome train(RunFolder folder) {
        CsvLog log = CsvLog.create(folder.begin(LOG_FILE));
        List<TrainingListener> listeners = new ArrayList<>(List.of(Progress.of(CharLm.NAME), log, page));
        listeners.addAll(reports.listeners(page, folder, out));
        Outcome outcome = training.run(listeners);
        String how = plan.length() instanceof RunLength.Clock ? "Stopped by the clock" : "Trained";
        out.printf(Locale.ROOT, "%s after step %d, %.1f s%n", how, outcome.step(), outcome.seconds());
        return outcome;
    }

    private double score() {
        String scored =
                text.heldOut().substring(0, Math.min(SCORED, text.heldOut().length()));
        double bits = HeldOut.bitsPerCharacter(training.model(), vocabulary.encode(scored));
        double[] ngrams = Ngrams.of(text.training(), HIGHEST_ORDER).bitsPerCharacter(scored);
        out.printf(Locale.ROOT, "Bits per character on the first %,d held-out characters:%n", scored.length());
        for (int order = 1; order <= ngrams.length; order++) {
            out.printf(Locale.ROOT, "  %-8s %.3f%n", order + "-gram", ngrams[order - 1]);
        }
        out.printf(Locale.ROOT, "  %-8s %.3f%n", plan.model().cell(), bits);
        page.setting("held out", String.format(Locale.ROOT, "%.3f bits/char", bits));
        return bits;
    }

    private Map<String, String> provenance(Outcome outcome, double bits) {
        return Map.of(
                "library", Provenance.library(),
                "seed", Long.toString(plan.seed()),
                "step", Long.toString(outcome.step()),
                "data", "WordNet 3.1, entries of %d".formatted(text.entries()),
                "held-out", String.format(Locale.ROOT, "%.3f bits/char", bits),
                "weights", fingerprint());
    }

    private String samples() {
        Sampler sampler = new Sampler(training.model(), vocabulary);
        RandomSource random = RandomSource.of(plan.seed(), "samples");
        List<String> lines = new ArrayList<>();
        for (double temperature : TEMPERATURES) {
            lines.add("At temperature %s:".formatted(temperature));
            for (int entry = 0; entry < ENTRIES_EACH; entry++) {
                lines.add("  " + sampler.write("", temperature, LONGEST_ENTRY, random.at(lines.size())));
            }
        }
        lines.forEach(out::println);
        return String.join("\n", lines) + "\n";
    }
}
