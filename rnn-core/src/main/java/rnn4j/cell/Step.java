package rnn4j.cell;

import java.util.Objects;
import rnn4j.tensor.Tensor;

/**
 * What one time step returns.
 *
 * @param output {@code [batch, output]}
 * @param state the state that the next step receives
 */
public record Step(Tensor output, State state) {

    /** Refuses nulls, which a plugin might pass. */
    public Step {
        Objects.requireNonNull(output, "step: output is null");
        Objects.requireNonNull(state, "step: state is null");
    }

    /** Returns an output {@code [batch, output]} with the next state. */
    public static Step of(Tensor output, State next) {
        return new Step(output, next);
    }
}
