package rnn4j.cell;

import rnn4j.tensor.Tensor;

/**
 * A cell that is fed one step at a time, as a service does: it remembers its state between the calls.
 *
 * <p>Each step has the bits it would have within a sequence. A session belongs to the thread that steps it first; parameters
 * that are updated between two steps are used from the next one on.
 */
public interface StreamSession {

    /** Returns how many rows are fed at a time. */
    int batch();

    /**
     * Runs one step; once warm, a session of a planned cell allocates nothing here.
     *
     * @param x {@code [batch, input]}, row-major
     * @param y {@code [batch, output]}, written
     * @throws rnn4j.tensor.ShapeException when an array has another length
     * @throws IllegalStateException when another thread has stepped this session before
     */
    void step(float[] x, float[] y);

    /**
     * Runs one step.
     *
     * @param x {@code [batch, input]}
     * @return {@code [batch, output]}
     */
    Tensor step(Tensor x);

    /** Returns a copy of the state after the last step, each tensor {@code [batch, sizes…]}. */
    State state();

    /** Sets the state, as to one that {@link #state} returned; each tensor {@code [batch, sizes…]}. */
    void restore(State state);
}
