package rnn4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rnn4j.train.Outcome;
import rnn4j.train.StepReport;
import rnn4j.train.Until;
import rnn4j.train.ValidationReport;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /**
     * By hand: a step takes 0.5 s and has 100 symbols, so 200 a second; of 40 steps each second one is 5 %; after n steps
     * (40 − n) / 2 seconds are left. The loss is the same all the way, so smoothing shows it as it is.
     */
    @Test
    void withoutATerminalThereAreLines() {
        Progress progress = Progress.of("echo", false, out);
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("bits/symbol", 2.71828);
        scores.put("accuracy", 0.5);
        progress.started(0, 0, Until.steps(40));
        for (int step = 1; step <= 7; step++) {
            progress.stepped(report(step, 0.5 * step));
            if (step == 5) {
                progress.validated(new ValidationReport(step, scores, 2.5));
            }
        }
        progress.stopped(new Outcome(7, 0, 3.5, Outcome.Reason.CANCELLED));

        assertThat(lines())
                .containsExactly(
                        "echo  step 1/40  3 %  loss 1.2500  rate 3.00e-03  200 symbols/s  0:19 left",
                        "echo  step 2/40  5 %  loss 1.2500  rate 3.00e-03  200 symbols/s  0:19 left",
                        "echo  step 4/40  10 %  loss 1.2500  rate 3.00e-03  200 symbols/s  0:18 left",
                        "echo  step 5/40  bits/symbol 2.7183  accuracy 0.5000",
                        "echo  step 6/40  15 %  loss 1.2500  rate 3.00e-03  200 symbols/s  0:17 left",
                        "echo  ended after step 7, 0:03: cancelled");
    }

    /** A slow run tells something every 15 seconds, however small the share: here 20 s a step, of a million. */
    @Test
    void aSlowRunIsNotSilent() {
        Progress progress = Progress.of("slow", false, out);
        progress.started(0, 0, Until.steps(1_000_000));
        for (int step = 1; step <= 3; step++) {
            progress.stepped(report(step, 20 * step));
        }

        assertThat(lines()).hasSize(3);
        // by hand: 999,999 steps of 20 s are 5,555 h 33 min
        assertThat(lines().getFirst()).endsWith("5 symbols/s  5555:33:00 left");
    }

    /** By hand: a fast run of 10,000 steps tells of one in 500, and of the first. */
    @Test
    void aFastRunIsNotChatty() {
        Progress progress = Progress.of("fast", false, out);
        progress.started(0, 0, Until.steps(10_000));
        for (int step = 1; step <= 10_000; step++) {
            progress.stepped(report(step, 1e-4 * step));
        }

        assertThat(lines()).hasSize(21);
    }

    /** By hand: begun again at 50 of 100, 25 steps in 5 s leave 25 more, another 5 s. */
    @Test
    void timeLeftCountsFromWhereTheRunBegan() {
        Progress progress = Progress.of("again", false, out);
        progress.started(50, 1, Until.steps(100));
        progress.stepped(report(75, 5));

        assertThat(lines().getFirst()).contains("75 %").endsWith("0:05 left");
    }

    @Test
    void aLimitOfTimeIsTheWay() {
        Progress progress = Progress.of("timed", false, out);
        progress.started(0, 0, Until.time(Duration.ofMinutes(3)));
        progress.stepped(report(17, 45));

        assertThat(lines().getFirst()).startsWith("timed  step 17  25 %").endsWith("2:15 left");
    }

    @Test
    void anUnknownWayHasNoTimeLeft() {
        Progress progress = Progress.of("epochs", false, out);
        progress.started(0, 0, Until.epochs(2));
        progress.stepped(report(1, 1));

        assertThat(lines().getFirst()).endsWith("100 symbols/s");
    }

    /** What is drawn when depends on the clock of the bar's own thread, so only the beginning and the end are certain. */
    @Test
    void onATerminalThereIsABar() {
        Progress progress = Progress.of("echo", true, out);
        progress.started(0, 0, Until.steps(2));
        progress.stepped(report(1, 0.5));
        progress.validated(new ValidationReport(1, Map.of("accuracy", 0.25), 0.5));
        progress.stepped(report(2, 1));
        progress.stopped(new Outcome(2, 0, 61, Outcome.Reason.STEPS));
        progress.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\recho 100% [")
                .containsPattern("\recho  step 1  accuracy 0.2500 *\n")
                .contains("2/2");
        assertThat(lines().getLast()).isEqualTo("echo  ended after step 2, 1:01: all steps made");
    }

    @Test
    void aBarCanBeginAgain() {
        Progress progress = Progress.of("echo", true, out);
        for (Until until : new Until[] {Until.steps(4), Until.time(Duration.ofSeconds(2)), Until.epochs(3)}) {
            progress.started(0, 0, until);
            progress.stepped(report(1, 1));
            progress.stopped(new Outcome(1, 0, 1, Outcome.Reason.INTERRUPTED));
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("25% [")
                .contains("1/4 ")
                .contains("1/2s")
                .contains("0/3 epochs");
    }

    @Test
    void theBarsTextIsShort() {
        Optional<Duration> left = Optional.empty();

        assertThat(new Pace(1, 0, 0, 2.34567, 0.002, 48_213, 1, left).brief())
                .isEqualTo("loss 2.346 48.2k/s rate 2e-03");
        assertThat(new Pace(1, 0, 0, 0, 0, 999.4, 1, left).brief()).isEqualTo("loss 0.000 999/s rate 0e+00");
    }

    @Test
    void aBarThatNeverBeganCanEnd() {
        Progress.of("echo", true, out).stopped(new Outcome(0, 0, 0, Outcome.Reason.FAILED));

        assertThat(lines()).containsExactly("echo  ended after step 0, 0:00: failed");
    }

    private static StepReport report(long step, double seconds) {
        return new StepReport(step, 0, 1.25, 0.003, 0.7, false, 100, seconds);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
