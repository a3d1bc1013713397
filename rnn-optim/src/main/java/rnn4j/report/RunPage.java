package rnn4j.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rnn4j.train.Outcome;
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

    private final String title;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> extras = new LinkedHashMap<>();
    private final SmoothedLoss smoothed = new SmoothedLoss();
    private final Curve loss = new Curve();
    private final Curve smoothedLoss = new Curve();
    private final Map<String, Curve> steps = new LinkedHashMap<>();
    private final Map<String, Curve> scores = new LinkedHashMap<>();
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
    }

    private static void add(Map<String, Curve> curves, String name, long step, double value) {
        curves.computeIfAbsent(name, each -> new Curve()).add(step, value);
    }

    @Override
    public synchronized void stopped(Outcome outcome) {
        this.outcome = outcome;
    }

    /** Returns the page as it is now. */
    public synchronized String html() {
        return html(0);
    }

    /** Returns the page, which while the run goes on is asked for again after some seconds. */
    synchronized String html(int refresh) {
        StringBuilder body = new StringBuilder("<table>\n");
        settings.forEach((name, value) -> row(body, name, value));
        progress(body);
        body.append("</table>\n<div class=\"charts\">\n");
        body.append(new Chart("loss", STEP, loss, smoothedLoss).svg());
        scores.forEach((name, curve) -> body.append(new Chart(name, STEP, curve, curve).svg()));
        steps.forEach((name, curve) -> body.append(new Chart(name, STEP, curve, curve).svg()));
        body.append("</div>\n");
        extras.forEach((heading, extra) -> body.append("<h2>")
                .append(Html.escaped(heading))
                .append("</h2>\n")
                .append(extra));
        return Html.page(title, outcome == null ? refresh : 0, body.toString());
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
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, html(), StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("report: can't write " + file + "; give a path that can be written", e);
        }
    }
}
