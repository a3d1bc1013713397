package rnn4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.train.Outcome;
import rnn4j.train.Score;
import rnn4j.train.StepReport;
import rnn4j.train.Trainer;
import rnn4j.train.TrainingException;
import rnn4j.train.Until;
import rnn4j.train.ValidationReport;

class RunPageTest {

    @TempDir
    private Path folder;

    private static RunPage told(int steps) {
        RunPage page = new RunPage("a < b");
        page.started(0, 0, Until.steps(steps));
        for (int step = 1; step <= steps; step++) {
            double loss = step == 777 ? 99 : 4.0 / step;
            page.stepped(new StepReport(step, 0, loss, 0.01, 1, false, 64, step * 0.1));
        }
        page.validated(new ValidationReport(steps, Map.of("bits/symbol", 1.25), steps));
        return page;
    }

    @Test
    void showsCurvesTableTextsAndPictures() {
        RunPage page = told(20).setting("cell", "lstm & more")
                .text("Samples", "<script>alert(1)</script>")
                .picture("Gates", new byte[] {1, 2, 3});
        page.stopped(new Outcome(20, 1, 2, Outcome.Reason.STEPS));
        String html = page.html();

        assertThat(html)
                .contains("<title>a &lt; b</title>")
                .contains("<th>cell</th><td>lstm &amp; more</td>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>")
                .contains("src=\"data:image/png;base64,AQID\"")
                .contains("<th>bits/symbol</th><td>1.250</td>")
                .contains("<th>state</th><td>ended after step 20")
                .contains("prefers-color-scheme: dark")
                .contains("@media print");
        assertThat(Pattern.compile("<svg ").matcher(html).results().count()).isEqualTo(5);
    }

    @Test
    void asksForNothingFromElsewhere() {
        assertThat(told(3).html())
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("@import");
    }

    @Test
    void everyElementOfAPictureIsClosed() {
        List<MatchResult> pictures = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL)
                .matcher(told(3000).html())
                .results()
                .toList();

        assertThat(pictures).hasSize(5);
        for (MatchResult picture : pictures) {
            Deque<String> open = new ArrayDeque<>();
            Pattern.compile("<(/?)(\\w+)[^<>]*?(/?)>")
                    .matcher(picture.group())
                    .results()
                    .forEach(tag -> {
                        if (tag.group(1).equals("/")) {
                            assertThat(open.pop()).isEqualTo(tag.group(2));
                        } else if (tag.group(3).isEmpty()) {
                            open.push(tag.group(2));
                        }
                    });
            assertThat(open).isEmpty();
            assertThat(picture.group()).contains("<polyline", "<polygon").doesNotContain("NaN");
        }
    }

    @Test
    void aMillionStepsStaySmallAndASpikeStaysVisible() {
        String html = told(1_000_000).html();

        assertThat(html).hasSizeLessThan(200_000);
        // the axis of the loss reaches up to the spike of 99
        assertThat(html).contains(">100</text>");
    }

    /** The number at the end of the axis would be cut off by the edge if its middle stood there. */
    @Test
    void theLastMarkEndsWhereTheAxisEnds() {
        assertThat(told(1500).html())
                .contains("text-anchor=\"end\">1,500</text>")
                .contains("text-anchor=\"middle\">1,000</text>");
    }

    @Test
    void aPageWithoutAStepSaysSo() {
        assertThat(new RunPage("early").html()).contains("loss: no step yet").contains("<td>running</td>");
    }

    @Test
    void asksToBeRenewedOnlyWhileTheRunGoesOn() {
        RunPage page = told(2);
        assertThat(page.html(2)).contains("http-equiv=\"refresh\" content=\"2\"");
        page.stopped(new Outcome(2, 1, 2, Outcome.Reason.FAILED));
        assertThat(page.html(2)).doesNotContain("refresh");
    }

    @Test
    void theCountryDoesNotMatter() {
        Locale before = Locale.getDefault();
        String expected = told(50).html();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(told(50).html()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void writesWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("report.html");
        told(3).write(file);
        assertThat(Files.readString(file)).endsWith("</html>\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThatThrownBy(() -> told(3).write(folder.resolve("none/report.html")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("report: can't write");
    }

    /** A model of UTF-16 units may write half a character; that must not cost the report. */
    @Test
    void halfACharacterDoesNotKeepThePageFromBeingWritten() throws IOException {
        Path file = folder.resolve("report.html");
        told(3).text("Samples", "a\uD83Db").write(file);

        assertThat(Files.readString(file)).contains("<pre>a?b</pre>").endsWith("</html>\n");
    }

    /** A line through one point draws nothing. */
    @Test
    void aSingleValidationIsSeen() {
        String html = told(2000).html();
        String score = html.substring(html.indexOf("aria-label=\"bits/symbol\""));

        assertThat(score.substring(0, score.indexOf("</svg>"))).contains("<circle class=\"dot\"");
        assertThat(html.substring(html.indexOf("aria-label=\"loss\""), html.indexOf("aria-label=\"bits/symbol\"")))
                .doesNotContain("<circle");
    }

    @Test
    void valuesThatDifferByARoundingHaveAPlace() {
        RunPage page = new RunPage("flat");
        page.stepped(new StepReport(1, 0, 1, 3e-4, Math.nextUp(7.0), false, 64, 1));
        page.stepped(new StepReport(2, 0, Math.nextUp(1.0), 3e-4, 7, false, 64, 2));

        assertThat(page.html()).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(Axis.of(3e-4, 3e-4).high()).isLessThan(1e-3);
    }

    @Test
    void tellsTheBestValidationAndItsStep() {
        RunPage page = new RunPage("best").best(Score.lower("bits"));
        page.validated(new ValidationReport(100, Map.of("bits", 3.0), 1));
        page.validated(new ValidationReport(1200, Map.of("bits", 1.5), 2));
        page.validated(new ValidationReport(1300, Map.of("bits", 2.0), 3));

        assertThat(page.html())
                .contains("<th>best bits</th><td>1.500 after step 1,200</td>")
                .contains("<th>bits</th><td>2.000</td>");
    }

    /** The loss can't be taken, so the run fails in its third step. */
    @Test
    void aRunThatFailsLeavesItsPage() throws IOException {
        Path file = folder.resolve("report.html");
        Parameters parameters = Parameters.seeded(1);
        Tensor weight = parameters.create("w", Shape.of(1), Init.glorot());
        try (Trainer<Integer> trainer = Trainer.<Integer>of(parameters, batch -> {
                    if (batch == 3) {
                        throw new IllegalStateException("no third batch");
                    }
                    return weight.square().sum();
                })
                .listener(new RunPage("fails").file(file))
                .build()) {
            assertThatThrownBy(() -> trainer.train(List.of(1, 2, 3), Until.epochs(1)))
                    .isInstanceOf(TrainingException.class);
        }

        assertThat(Files.readString(file))
                .contains("<th>step</th><td>2</td>", "ended after step 2", "failed")
                .endsWith("</html>\n");
    }

    /** An interrupt closes a channel that is written to; the page is written all the same. */
    @Test
    void anInterruptedRunLeavesItsPage() throws IOException {
        Path file = folder.resolve("report.html");
        RunPage page = told(3).file(file);
        Thread.currentThread().interrupt();
        try {
            page.stopped(new Outcome(3, 0, 1, Outcome.Reason.INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Files.readString(file)).contains("interrupted").endsWith("</html>\n");
    }

    @Test
    void nothingHalfIsLeftWhereThePageCanNotBePut() throws IOException {
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("inside"));

        assertThatThrownBy(() -> told(3).write(taken)).isInstanceOf(UncheckedIOException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    /** A trainer may be set back and go on from there. */
    @Test
    void stepsThatWereMadeAgainStayInThePicture() {
        RunPage page = told(300);
        page.stepped(new StepReport(10, 0, 1, 0.01, 1, false, 64, 100));
        String html = page.html();

        Matcher points = Pattern.compile("class=\"line\" points=\"([^\"]*)\"").matcher(html);
        assertThat(points.find()).isTrue();
        assertThat(points.group(1).split(" "))
                .extracting(point -> Double.parseDouble(point.substring(0, point.indexOf(','))))
                .allMatch(across -> across >= 64 && across <= 628);
    }

    /** By hand: marks at 1, 2 or 5 times a power of ten, which enclose the values. */
    @ParameterizedTest
    @CsvSource({"0, 1, 0, 1, 0.2", "3, 97, 0, 100, 20", "-0.4, 0.4, -0.4, 0.4, 0.2", "5, 5, 5, 10, 1", "0, 0, 0, 1, 0.2"
    })
    void axesHaveRoundMarks(double least, double greatest, double low, double high, double step) {
        Axis axis = Axis.of(least, greatest);

        assertThat(axis.low()).isCloseTo(low, within(1e-9));
        assertThat(axis.step()).isCloseTo(step, within(1e-9));
        assertThat(axis.high()).isGreaterThanOrEqualTo(greatest).isLessThanOrEqualTo(high + 1e-9);
    }

    @Test
    void aCurveKeepsLeastAndGreatest() {
        Curve curve = new Curve();
        for (int step = 1; step <= 5000; step++) {
            curve.add(step, step == 1234 ? -7 : step == 4321 ? 8 : Math.sin(step));
        }
        curve.add(5001, Double.NaN);

        assertThat(curve.points()).hasSizeBetween(256, 512);
        assertThat(curve.points()).extracting(Curve.Point::low).contains(-7.0);
        assertThat(curve.points()).extracting(Curve.Point::high).contains(8.0);
        assertThat(curve.points().getLast().step()).isEqualTo(5000);
    }
}
