package rnn4j.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import rnn4j.train.Outcome;
import rnn4j.train.Until;

/** Progress as lines, for a log or a pipe: at the first step, then whenever enough of the way or of the time is gone. */
final class LineDisplay implements Display {

    private static final int PARTS = 20;
    private static final double SECONDS_BETWEEN = 15;

    private final String task;
    private final PrintStream out;
    private String total = "";
    private int nextPart;
    private double nextSeconds;

    LineDisplay(String task, PrintStream out) {
        this.task = task;
        this.out = out;
    }

    @Override
    public void begin(long step, Until until) {
        total = until.limitsSteps() ? "/" + until.steps() : "";
        nextPart = 0;
        nextSeconds = 0;
    }

    @Override
    public void step(Pace pace) {
        int part = (int) (pace.share() * PARTS + 1e-9); // a part that was made as a whole counts, for all rounding
        if (part < nextPart && pace.seconds() < nextSeconds) {
            return;
        }
        nextPart = part + 1;
        nextSeconds = pace.seconds() + SECONDS_BETWEEN;
        String left = pace.left()
                .map(duration -> "  " + Pace.clock(duration) + " left")
                .orElse("");
        line(String.format(
                Locale.ROOT, "step %d%s  %.0f %%  %s%s", pace.step(), total, 100 * pace.share(), pace.text(), left));
    }

    @Override
    public void scores(long step, Map<String, Double> scores) {
        line("step " + step + total + "  " + Progress.text(scores));
    }

    @Override
    public void end(Outcome outcome) {
        line(Progress.text(outcome));
    }

    private void line(String text) {
        out.println(task + "  " + text);
        out.flush();
    }
}
