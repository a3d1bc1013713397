package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Locale;
import rnn4j.optim.Clipping;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Snapshot;

/**
 * Trains on one batch alone, which a model that is put together rightly learns by heart; the parameters are set back afterwards.
 *
 * <p>It fails where a gradient does not reach the weights, targets do not belong to inputs, or the learning rate is far off.
 */
public final class SanityCheck {

    /** What is left of the loss when a batch counts as learned. */
    private static final double SHARE = 0.1;

    private SanityCheck() {}

    /**
     * What came of it.
     *
     * @param first the loss before the first step
     * @param last the loss at the end
     * @param steps how many were made
     */
    public record Result(double first, double last, long steps) {

        /** Returns whether a tenth of the loss or less is left. */
        public boolean passed() {
            return last <= SHARE * first;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "one batch %s: loss %.4g, after %d steps %.4g, %.0f %% of it%s",
                    passed() ? "learned" : "not learned",
                    first,
                    steps,
                    last,
                    100 * last / first,
                    passed() ? "" : "; look at targets, masks and the learning rate");
        }
    }

    /**
     * Trains by Adam until a tenth of the loss is left or the steps are made.
     *
     * @param rate the learning rate
     * @param steps at most
     * @throws DivergenceException when loss or gradient become NaN or infinite
     */
    public static <B> Result of(
            Parameters parameters, Objective<? super B> objective, B batch, double rate, long steps) {
        checkArgument(steps >= 1, "sanity check: %s steps; use 1 or more", steps);
        Snapshot before = parameters.snapshot();
        Watch watch = new Watch();
        try (Trainer<B> trainer = Trainer.<B>of(parameters, objective)
                .schedule(Schedule.constant(rate))
                .clipping(Clipping.globalNorm(1))
                .listener(watch)
                .build()) {
            Outcome outcome = trainer.train(List.of(batch), Until.steps(steps));
            return new Result(watch.first, watch.last, outcome.step());
        } finally {
            parameters.restore(before);
        }
    }

    /** Sees the losses and ends the run when enough of the first is gone. */
    private static final class Watch implements TrainingListener {
        private double first = Double.NaN;
        private double last = Double.NaN;
        private Runnable finish = () -> {};

        @Override
        public void attached(Trainer<?> trainer) {
            finish = trainer::finish;
        }

        @Override
        public void stepped(StepReport report) {
            first = Double.isNaN(first) ? report.loss() : first;
            last = report.loss();
            if (new Result(first, last, report.step()).passed()) {
                finish.run();
            }
        }
    }
}
