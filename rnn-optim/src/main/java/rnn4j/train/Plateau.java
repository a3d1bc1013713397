package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Map;
import java.util.OptionalDouble;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Snapshot;

/**
 * A learning rate that falls when a score of the validation has not become better for some validations. It is a schedule and a listener:
 * give it to the trainer as both.
 *
 * <p>One plateau serves one trainer. What it remembers is a snapshot of its own.
 */
public final class Plateau implements Schedule, TrainingListener {

    private static final String FACTOR = "factor";
    private static final String BEST = "best";
    private static final String WORSE = "worse";

    private final Schedule base;
    private final Score score;
    private final double fall;
    private final int patience;
    private final double least;
    private double factor = 1;
    private OptionalDouble best = OptionalDouble.empty();
    private long worse;

    /**
     * Describes how the rate falls.
     *
     * @param base the rate that is multiplied
     * @param score which score counts, and what is better
     * @param fall what the rate is multiplied by at each fall, between 0 and 1
     * @param patience how many validations in a row may bring nothing better before it falls, at least 1
     * @param least of the base at least this share remains, from 0 to 1
     */
    public Plateau(Schedule base, Score score, double fall, int patience, double least) {
        checkArgument(fall > 0 && fall < 1, "plateau: a fall of %s; use a number between 0 and 1", fall);
        checkArgument(patience >= 1, "plateau: patience of %s validations; use 1 or more", patience);
        checkArgument(least >= 0 && least <= 1, "plateau: least share %s; use 0 to 1", least);
        this.base = base;
        this.score = score;
        this.fall = fall;
        this.patience = patience;
        this.least = least;
    }

    @Override
    public double rate(long step) {
        return base.rate(step) * factor;
    }

    @Override
    public void validated(ValidationReport report) {
        double value = score.of(report);
        if (score.better(value, best)) {
            best = OptionalDouble.of(value);
            worse = 0;
            return;
        }
        worse++;
        if (worse >= patience) {
            factor = Math.max(factor * fall, least);
            worse = 0;
        }
    }

    /** Returns what is remembered of the scores. */
    public Snapshot snapshot() {
        return new Snapshot(Map.of(), Map.of(FACTOR, factor, BEST, best.orElse(Double.NaN), WORSE, worse));
    }

    /** Sets back what is remembered. */
    public void restore(Snapshot snapshot) {
        if (snapshot.values().get(FACTOR) instanceof Double kept
                && snapshot.values().get(BEST) instanceof Double score
                && snapshot.values().get(WORSE) instanceof Long count) {
            factor = kept;
            best = Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
            worse = count;
            return;
        }
        throw new IllegalArgumentException(
                "plateau: the snapshot has " + snapshot.values().keySet() + "; take one from a plateau");
    }
}
