package rnn4j.report;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import rnn4j.train.Outcome;
import rnn4j.train.Score;
import rnn4j.train.StepReport;
import rnn4j.train.Trainer;
import rnn4j.train.TrainingListener;
import rnn4j.train.Until;
import rnn4j.train.ValidationReport;

/**
 * A run as one page of HTML that needs nothing from elsewhere: curves, a table of what was set and reached, texts and pictures that are
 * handed in. It is readable in light and dark and on paper, and stays small however many steps there are.
 *
 * <p>May be read by one thread while another trains.
 */
public final class RunPage implements TrainingListener {

    private static final String STEP = "step";

    /** The best value of a score so far, and the step after which it was reached. */
    private record Best(double value, long step) {}

    /** The page at one moment; it is drawn from this, lest training waits for the drawing. */
    private record Shown(String table, List<Chart> charts, String extras, boolean ended) {}

    private final String title;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> extras = new LinkedHashMap<>();
    private final SmoothedLoss smoothed = new SmoothedLoss();
    private final Curve loss = new Curve();
    private final Curve smoothedLoss = new Curve();
    private final Map<String, Curve> steps = new LinkedHashMap<>();
    private final Map<String, Curve> scores = new LinkedHashMap<>();
    private final Map<Score, Optional<Best>> best = new LinkedHashMap<>();
    private Optional<Path> file = Optional.empty();
    private @Nullable StepReport last;
    private @Nullable Outcome outcome;
    private double before;

    /** Begins an empty page. */
    public RunPage(String title) {
        this.title = title;
    }

    /** Adds a line to the table, such as an option of the run. */
    public synchronized RunPage setting(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    /**
     * Adds the best value of a score to the table, and the step of its validation.
     *
     * @param score says what is better
     */
    public synchronized RunPage best(Score score) {
        best.put(score, Optional.empty());
        return this;
    }

    /** Has the page written to a file whenever a run ends, in whatever way: also when it fails. */
    public synchronized RunPage file(Path file) {
        this.file = Optional.of(file);
        return this;
    }

    /** Adds a text, such as what the model writes; one of the same title is replaced. */
    public synchronized RunPage text(String heading, String text) {
        extras.put(heading, "<pre>" + Html.escaped(text) + "</pre>\n");
        return this;
    }

    /** Adds a picture; one of the same title is replaced. */
    public synchronized RunPage picture(String heading, byte[] png) {
        extras.put(
                heading,
                "<figure><img alt=\"" + Html.escaped(heading) + "\" src=\"data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(png) + "\"></figure>\n");
        return this;
    }

    @Override
    public synchronized void attached(Trainer<?> trainer) {
        settings.put("seed", Long.toString(trainer.seed()));
    }

    @Override
    public synchronized void started(long step, long epoch, Until until) {
        before = 0;
        outcome = null;
    }

    @Override
    public synchronized void stepped(StepReport report) {
        last = report;
        loss.add(report.step(), report.loss());
        smoothedLoss.add(report.step(), smoothed.add(report.loss()));
        add(steps, "learning rate", report.step(), report.rate());
        add(steps, "gradient norm", report.step(), report.gradientNorm());
        double took = report.seconds() - before;
        before = report.seconds();
        add(steps, "symbols per second", report.step(), took > 0 ? report.symbols() / took : Double.NaN);
    }

    @Override
    public synchronized void validated(ValidationReport report) {
        report.scores().forEach((name, score) -> add(scores, name, report.step(), score));
        best.replaceAll((score, so) -> better(score, so, report));
    }

    private static Optional<Best> better(Score score, Optional<Best> best, ValidationReport report) {
        double value = score.of(report);
        OptionalDouble before =
                best.map(each -> OptionalDouble.of(each.value())).orElse(OptionalDouble.empty());
        return score.better(value, before) ? Optional.of(new Best(value, report.step())) : best;
    }

    private static void add(Map<String, Curve> curves, String name, long step, double value) {
        curves.computeIfAbsent(name, each -> new Curve()).add(step, value);
    }

    @Override
    public synchronized void stopped(Outcome outcome) {
        this.outcome = outcome;
        file.ifPresent(this::write);
    }

    /** Returns the page as it is now. */
    public String html() {
        return html(0);
    }

    /** Returns the page, which while the run goes on is asked for again after some seconds. */
    String html(int refresh) {
        Shown now = shown();
        StringBuilder body = new StringBuilder("<table>\n").append(now.table()).append("</table>\n");
        body.append("<div class=\"charts\">\n");
        now.charts().forEach(chart -> body.append(chart.svg()));
        body.append("</div>\n").append(now.extras());
        return Html.page(title, now.ended() ? 0 : refresh, body.toString());
    }

    private synchronized Shown shown() {
        StringBuilder table = new StringBuilder();
        settings.forEach((name, value) -> row(table, name, value));
        progress(table);
        List<Chart> charts = new ArrayList<>();
        charts.add(new Chart("loss", STEP, loss.points(), smoothedLoss.points()));
        scores.forEach((name, curve) -> charts.add(new Chart(name, STEP, curve.points(), curve.points())));
        steps.forEach((name, curve) -> charts.add(new Chart(name, STEP, curve.points(), curve.points())));
        StringBuilder texts = new StringBuilder();
        extras.forEach((heading, extra) -> texts.append("<h2>")
                .append(Html.escaped(heading))
                .append("</h2>\n")
                .append(extra));
        return new Shown(table.toString(), charts, texts.toString(), outcome != null);
    }

    private void progress(StringBuilder body) {
        if (last != null) {
            row(body, STEP, String.format(Locale.ROOT, "%,d", last.step()));
            row(body, "smoothed loss", String.format(Locale.ROOT, "%.4g", smoothedLast()));
            row(body, "seconds", String.format(Locale.ROOT, "%.1f", last.seconds()));
        }
        scores.forEach((name, curve) -> {
            if (!curve.points().isEmpty()) {
                Curve.Point point = curve.points().getLast();
                row(body, name, String.format(Locale.ROOT, "%.4g", point.last()));
            }
        });
        best.forEach((score, reached) -> reached.ifPresent(each -> row(
                body,
                "best " + score.name(),
                String.format(Locale.ROOT, "%.4g after step %,d", each.value(), each.step()))));
        row(body, "state", Optional.ofNullable(outcome).map(Progress::text).orElse("running"));
    }

    private double smoothedLast() {
        return smoothedLoss.points().isEmpty()
                ? Double.NaN
                : smoothedLoss.points().getLast().last();
    }

    private static void row(StringBuilder body, String name, String value) {
        body.append("<tr><th>")
                .append(Html.escaped(name))
                .append("</th><td>")
                .append(Html.escaped(value))
                .append("</td></tr>\n");
    }

    /**
     * Writes the page; a file that was there is replaced only when the new one is whole.
     *
     * @throws UncheckedIOException when it can't be written
     */
    public void write(Path file) {
        Html.write("report", html(), file);
    }
}
