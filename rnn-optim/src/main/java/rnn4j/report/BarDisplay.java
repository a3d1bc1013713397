package rnn4j.report;

import com.google.common.base.Strings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import rnn4j.train.Outcome;
import rnn4j.train.Until;

/** Progress as a bar that is drawn again and again on one line of a terminal. */
final class BarDisplay implements Display {

    private static final int MILLISECONDS_BETWEEN = 250;

    private final String task;
    private final PrintStream out;
    private final ConsoleProgressBarConsumer console;
    private Until until = Until.steps(0);
    private @Nullable ProgressBar bar;

    /** Read by the thread that draws. */
    private volatile Optional<Duration> left = Optional.empty();

    BarDisplay(String task, PrintStream out) {
        this.task = task;
        this.out = out;
        this.console = new ConsoleProgressBarConsumer(out);
    }

    @Override
    public void begin(long step, Until until) {
        this.until = until;
        left = Optional.empty();
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(MILLISECONDS_BETWEEN)
                .setConsumer(console)
                .setEtaFunction(state -> left);
        if (until.limitsSteps()) {
            builder.setInitialMax(until.steps()).startsFrom(step, Duration.ZERO);
        } else if (until.limitsTime()) {
            builder.setInitialMax((long) Math.ceil(until.seconds())).setUnit("s", 1);
        } else {
            builder.setInitialMax(until.epochs()).setUnit(" epochs", 1);
        }
        bar = builder.build();
    }

    @Override
    public void step(Pace pace) {
        left = pace.left();
        if (bar != null) {
            bar.stepTo(at(pace));
            bar.setExtraMessage(pace.brief());
        }
    }

    private long at(Pace pace) {
        if (until.limitsSteps()) {
            return pace.step();
        }
        return until.limitsTime() ? (long) pace.seconds() : pace.epoch();
    }

    /** Writes over the bar, which is drawn again on the next line. */
    @Override
    public void scores(long step, Map<String, Double> scores) {
        String line = task + "  step " + step + "  " + Progress.text(scores);
        out.print("\r" + Strings.padEnd(line, console.getMaxRenderedLength(), ' ') + "\n");
        out.flush();
    }

    @Override
    public void end(Outcome outcome) {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        out.println(task + "  " + Progress.text(outcome));
    }
}
