package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to train; a limit of {@link Long#MAX_VALUE} or of endless seconds is none.
 *
 * <p>Steps and epochs count from the trainer's first one ever, so a run that goes on from a snapshot ends where the
 * uninterrupted one would have. Seconds count from the call. What is reached first ends the training.
 *
 * @param steps how many steps
 * @param epochs how many times all batches
 * @param seconds how long, noticed at the end of a step
 */
public record Until(long steps, long epochs, double seconds) {

    private static final long NONE = Long.MAX_VALUE;
    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    /** Checks the limits. */
    public Until {
        checkArgument(steps >= 0, "until: %s steps; use 0 or more", steps);
        checkArgument(epochs >= 0, "until: %s epochs; use 0 or more", epochs);
        checkArgument(seconds >= 0, "until: %s seconds; use 0 or more", seconds);
    }

    /** Returns a limit of steps. */
    public static Until steps(long steps) {
        return new Until(steps, NONE, ENDLESS);
    }

    /** Returns a limit of epochs. */
    public static Until epochs(long epochs) {
        return new Until(NONE, epochs, ENDLESS);
    }

    /** Returns a limit of time. */
    public static Until time(Duration time) {
        return new Until(NONE, NONE, time.toNanos() * 1e-9);
    }

    /** Returns the limit that ends with the first of both. */
    public Until or(Until other) {
        return new Until(
                Math.min(steps, other.steps), Math.min(epochs, other.epochs), Math.min(seconds, other.seconds));
    }

    /** Returns whether there is a limit of steps. */
    public boolean limitsSteps() {
        return steps != NONE;
    }

    /** Returns whether there is a limit of time. */
    public boolean limitsTime() {
        return seconds < ENDLESS;
    }

    /** Returns how much of the way is gone, from 0 to 1. */
    public double share(long step, long epoch, double gone) {
        double share = Math.max(part(step, steps), part(epoch, epochs));
        return Math.min(Math.max(share, gone < seconds ? gone / seconds : 1), 1);
    }

    private static double part(long gone, long limit) {
        if (limit == NONE) {
            return 0;
        }
        return gone < limit ? (double) gone / limit : 1;
    }

    Optional<Outcome.Reason> reached(long step, long epoch, double gone) {
        if (step >= steps) {
            return Optional.of(Outcome.Reason.STEPS);
        }
        if (epoch >= epochs) {
            return Optional.of(Outcome.Reason.EPOCHS);
        }
        return gone >= seconds ? Optional.of(Outcome.Reason.TIME) : Optional.empty();
    }
}
