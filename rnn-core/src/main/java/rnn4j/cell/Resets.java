package rnn4j.cell;

import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;

/**
 * Where the state of a row is set back to its declared initial value before a step is run.
 *
 * <p>So several short sequences can follow each other in one row. A reset in the padding of a row does nothing.
 */
public final class Resets {

    private static final Resets NONE = new Resets(Mask.of(Shape.of(0, 0)));

    private final Mask before;

    private Resets(Mask before) {
        this.before = before;
    }

    /** Returns no reset at all, for sequences of any size. */
    public static Resets none() {
        return NONE;
    }

    /**
     * Returns resets at these places.
     *
     * @param before {@code [time, batch]}, true where the state is set back before the step at that time is run
     */
    public static Resets of(Mask before) {
        if (before.shape().rank() != 2) {
            throw new ShapeException("resets", "the mask is " + before.shape() + "; use [time, batch]");
        }
        return before.count() == 0 ? NONE : new Resets(before);
    }

    /** Returns whether nothing is reset. */
    public boolean isNone() {
        return this == NONE;
    }

    /** Returns whether a row is reset before the step at a time. */
    public boolean at(int time, int row) {
        return this != NONE && before.at(time, row);
    }

    /** Returns the resets of steps {@code from} (inclusive) to {@code to} (exclusive). */
    public Resets steps(int from, int to) {
        return this == NONE ? NONE : shifted(from, to - from);
    }

    /**
     * Returns the resets that cut a backward run where these cut a forward run.
     *
     * <p>A sequence that begins at {@code t} ends the one before at {@code t - 1}, which a backward run visits first.
     */
    public Resets backward() {
        return this == NONE ? NONE : shifted(1, before.shape().size(0));
    }

    /**
     * Checks that the resets fit a batch of sequences.
     *
     * @throws ShapeException when they do not
     */
    void check(int time, int batch) {
        if (this != NONE && !before.shape().equals(Shape.of(time, batch))) {
            throw new ShapeException(
                    "resets",
                    "the mask is " + before.shape() + " for " + time + " steps of " + batch + " rows; use "
                            + Shape.of(time, batch));
        }
    }

    private Resets shifted(int from, int time) {
        int known = before.shape().size(0);
        int batch = before.shape().size(1);
        boolean[] moved = new boolean[Math.multiplyExact(time, batch)];
        for (int t = 0; t < time && t + from < known; t++) {
            for (int row = 0; row < batch; row++) {
                moved[t * batch + row] = before.at(t + from, row);
            }
        }
        return of(Mask.of(Shape.of(time, batch), moved));
    }
}
