package rnn4j.cell;

import java.util.Optional;

/**
 * Runs one cell over sequences: the only place where time, direction, lengths and resets meet a cell.
 *
 * <p>Layers ask for a driver here and know no other; whichever is chosen, values and states have the same bits.
 */
public interface Driver {

    /** Returns what the cell looks like from outside. */
    CellShape shape();

    /** Tells, in lines for people, how the cell is run. */
    String explain();

    /** Tells how the cell is run, with the work and the memory that a batch of full sequences takes. */
    default String explain(int batch, int time) {
        return explain();
    }

    /** Returns what a batch of full sequences takes; empty where the cell runs step by step, as nobody counts that. */
    default Optional<Cost> cost(int batch, int time) {
        return Optional.empty();
    }

    /**
     * Runs the cell over a batch of sequences.
     *
     * <p>A row that has ended keeps its state, and its outputs are zeros; what its padding holds, NaN included, reaches
     * neither a result nor a gradient. Cutting a sequence anywhere and carrying the state gives the same bits as the whole.
     * No steps, no rows and rows of length 0 are legal.
     *
     * @param xs {@code [time, batch, input]}
     * @param initial the state that each row starts from, {@code [batch, sizes…]}
     * @param direction the order of the steps
     * @param resets where a row's state is set back before a step
     * @return {@code [time, batch, output]}, each output at the time of its input, and the state after the last step
     * @throws rnn4j.tensor.ShapeException when the sequences, the state or the resets do not fit the cell
     * @throws PluginException when the cell returns other shapes than it declares
     */
    Unrolled run(Sequence xs, State initial, Direction direction, Resets resets);

    /** Begins to feed the cell one step at a time, some rows each, from its declared initial state. */
    default StreamSession stream(int batch) {
        return new StepSession(this, batch);
    }

    /** Runs the cell forward from its declared initial state, without resets; {@code [time, batch, input]}. */
    default Unrolled run(Sequence xs) {
        return run(xs, shape().initial(xs.batch()), Direction.FORWARD, Resets.none());
    }
}
