package rnn4j.examples.charlm;

import java.time.Duration;
import rnn4j.optim.Schedule;
import rnn4j.train.StepReport;
import rnn4j.train.TrainingListener;

/**
 * The cosine schedule of a run that has a time instead of a number of steps: its way is the share of the time that the
 * last step's report said was gone. Such a run does not repeat; what is fixed is that the rate has fallen at its end.
 */
final class ClockSchedule implements Schedule, TrainingListener {
    /** How finely the time is cut. */
    private static final long PARTS = 1_000_000;

    private final Schedule cosine;
    private final double limit;
    private double gone;

    ClockSchedule(double peak, Duration limit) {
        this.cosine = Schedule.cosine(peak, PARTS / CharTraining.WARM_UP_SHARE, PARTS);
        this.limit = limit.toNanos() * 1e-9;
    }

    @Override
    public double rate(long step) {
        return cosine.rate((long) (Math.min(gone / limit, 1) * PARTS));
    }

    @Override
    public void stepped(StepReport report) {
        gone = report.seconds();
    }
}
