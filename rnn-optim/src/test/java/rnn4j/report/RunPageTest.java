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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.train.Outcome;
import rnn4j.train.StepReport;
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
