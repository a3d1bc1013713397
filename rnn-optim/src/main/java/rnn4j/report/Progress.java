package rnn4j.report;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rnn4j.train.Outcome;
import rnn4j.train.StepReport;
import rnn4j.train.TrainingListener;
import rnn4j.train.Until;
import rnn4j.train.ValidationReport;

/**
 * Shows how far training is: a bar on a terminal, elsewhere a line now and then.
 *
 * <p>Either tells the smoothed loss, the learning rate, symbols per second and the time left, and at the end the step.
 */
public final class Progress implements TrainingListener {

    private final Display display;
    private final SmoothedLoss smoothed = new SmoothedLoss();
    private Until until = Until.steps(0);
    private double shareBefore;
    private long symbols;

    private Progress(Display display) {
        this.display = display;
    }

    /**
     * Returns progress on the standard error stream, as a bar if the program has a terminal.
     *
     * @param task what the lines begin with
     */
    public static Progress of(String task) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return of(task, terminal, System.err);
    }

    /**
     * Returns progress where one wants it.
     *
     * @param terminal whether {@code out} is a terminal, which a bar can be drawn on
     */
    public static Progress of(String task, boolean terminal, PrintStream out) {
        return new Progress(terminal ? new BarDisplay(task, out) : new LineDisplay(task, out));
    }

    @Override
    public void started(long step, long epoch, Until until) {
        this.until = until;
        shareBefore = until.share(step, epoch, 0);
        symbols = 0;
        display.begin(step, until);
    }

    @Override
    public void stepped(StepReport report) {
        symbols += report.symbols();
        double share = until.share(report.step(), report.epoch(), report.seconds());
        display.step(new Pace(
                report.step(),
                report.epoch(),
                share,
                smoothed.add(report.loss()),
                report.rate(),
                report.seconds() > 0 ? symbols / report.seconds() : 0,
                report.seconds(),
                left(share, report.seconds())));
    }

    private Optional<Duration> left(double share, double seconds) {
        if (share <= shareBefore) {
            return Optional.empty();
        }
        double left = seconds * (1 - share) / (share - shareBefore);
        return Optional.of(Duration.ofMillis(Math.round(1000 * left)));
    }

    @Override
    public void validated(ValidationReport report) {
        display.scores(report.step(), report.scores());
    }

    @Override
    public void stopped(Outcome outcome) {
        display.end(outcome);
    }

    static String text(Map<String, Double> scores) {
        return scores.entrySet().stream()
                .map(score -> String.format(Locale.ROOT, "%s %.4f", score.getKey(), score.getValue()))
                .collect(Collectors.joining("  "));
    }

    static String text(Outcome outcome) {
        String why = switch (outcome.reason()) {
            case STEPS -> "all steps made";
            case EPOCHS -> "all epochs made";
            case TIME -> "the time was up";
            case FINISHED -> "nothing more to gain";
            case CANCELLED -> "cancelled";
            case INTERRUPTED -> "interrupted";
            case FAILED -> "failed";
        };
        Duration took = Duration.ofMillis(Math.round(1000 * outcome.seconds()));
        return "ended after step " + outcome.step() + ", " + Pace.clock(took) + ": " + why;
    }
}
