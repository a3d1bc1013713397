package rnn4j.optim;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Gradients within bounds.
 *
 * @param gradients by the full name of the parameter, in the order they came
 * @param norm the Euclidean norm over all gradients, as they came; not finite if one of their numbers is not
 * @param changed whether a gradient was out of bounds
 */
public record Clipped(Map<String, Tensor> gradients, double norm, boolean changed) {

    /** Keeps a copy of the map. */
    public Clipped {
        gradients = ImmutableMap.copyOf(gradients);
    }
}
