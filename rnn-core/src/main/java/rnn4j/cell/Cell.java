package rnn4j.cell;

import rnn4j.tensor.Tensor;

/**
 * A recurrent cell: its equations for one time step, written once.
 *
 * <p>Gradient, speed, streaming and files are derived from {@link #step}; time, direction, lengths, resets, stacking and
 * dropout belong to the driver and never reach a cell. A cell holds its parameters as final fields, nothing else, and is
 * used by many threads at once.
 *
 * <p>What a step computes may depend on {@code x}, the state, the parameters and constants made from the options, and on
 * nothing else: no clock, no random number, no field that changes. A step number or a first-step flag is a state with an
 * initial value, a time stamp is a column of the input, a complex state is two real ones.
 */
public interface Cell {

    /** Returns the sizes of what comes in and goes out, and the states; always the same. */
    CellShape shape();

    /**
     * Computes one time step with plain tensor operations.
     *
     * @param x {@code [batch, input]}
     * @param state what the step before returned, or the initial state; each tensor {@code [batch, sizes…]}
     * @return the output {@code [batch, output]} and the next state, with the names and sizes that {@link #shape} tells
     */
    Step step(Tensor x, State state);
}
