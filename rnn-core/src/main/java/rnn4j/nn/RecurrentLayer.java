package rnn4j.nn;

import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;

/** A layer over sequences that carries a state from step to step; what can be stacked. */
public interface RecurrentLayer extends Layer<Sequence, Sequence> {

    /** Returns how many features it takes. */
    int input();

    /** Returns how many features it gives. */
    int output();

    /** Returns the state that sequences start from, each tensor {@code [batch, sizes…]}. */
    State initial(int batch);

    /**
     * Runs over a batch of sequences.
     *
     * @param xs {@code [time, batch, input]}
     * @param initial what {@link #initial} or an earlier run returned
     * @param resets the first steps of new sequences within a row; {@code [time, batch]}
     * @return {@code [time, batch, output]} and the state to carry on with
     */
    Unrolled run(Sequence xs, State initial, Resets resets);

    /** Runs from the initial state, without resets; {@code [time, batch, input]}. */
    default Unrolled run(Sequence xs) {
        return run(xs, initial(xs.batch()), Resets.none());
    }

    /** Runs from the initial state: {@code [time, batch, input]} to {@code [time, batch, output]}. */
    @Override
    default Sequence apply(Sequence xs) {
        return run(xs).outputs();
    }
}
