package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What a trainer does with a step whose loss or gradients are not finite. Such a step is never applied: weights, optimizer and
 * what the objective carries stay as they were before it.
 *
 * @param action what follows
 * @param every after how many steps a snapshot is kept to go back to; 0 where none is needed
 * @param most how many steps may diverge before the run fails
 */
public record OnDivergence(Action action, long every, int most) {

    /** What follows on a step that was not applied. */
    public enum Action {
        /** The run ends with a {@link DivergenceException}. */
        FAIL,
        /** The next batch makes the step. */
        SKIP_STEP,
        /** Weights, optimizer and counts go back to the last snapshot, and the next batch goes on from there. */
        ROLL_BACK
    }

    /** Returns that the run ends, which is what trainers do unless they are told otherwise. */
    public static OnDivergence fail() {
        return new OnDivergence(Action.FAIL, 0, 0);
    }

    /**
     * Returns that the batch is passed over.
     *
     * @param most how many in a row, at least 1; one more and the run fails
     */
    public static OnDivergence skipStep(int most) {
        checkArgument(most >= 1, "skipStep: at most %s steps; use 1 or more", most);
        return new OnDivergence(Action.SKIP_STEP, 0, most);
    }

    /**
     * Returns that the run goes back to where it was last well; the batches go on.
     *
     * @param every after how many steps a snapshot is kept in memory, at least 1; the run begins with one
     * @param most how many times in a run, at least 1; once more and the run fails
     */
    public static OnDivergence rollBack(long every, int most) {
        checkArgument(every >= 1, "rollBack: a snapshot every %s steps; use 1 or more", every);
        checkArgument(most >= 1, "rollBack: at most %s times; use 1 or more", most);
        return new OnDivergence(Action.ROLL_BACK, every, most);
    }
}
