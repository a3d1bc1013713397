package rnn4j.optim;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Gradients within bounds: numbers that a factor has yet to be applied to, which an optimizer does on its way.
 *
 * @param unscaled by the full name of the parameter, in the order they came
 * @param factor of each number of each gradient
 * @param norm the Euclidean norm over all gradients, as they came; not finite if one of their numbers is not
 * @param changed whether a gradient was out of bounds
 */
public record Clipped(Map<String, Tensor> unscaled, float factor, double norm, boolean changed) {

    /** Keeps a copy of the map. */
    public Clipped {
        unscaled = ImmutableMap.copyOf(unscaled);
    }

    /** Takes gradients to which nothing is left to be done. */
    public Clipped(Map<String, Tensor> gradients, double norm, boolean changed) {
        this(gradients, 1, norm, changed);
    }

    /** Returns the gradients themselves, by the full name of the parameter, in the order they came. */
    public Map<String, Tensor> gradients() {
        return factor == 1
                ? unscaled
                : ImmutableMap.copyOf(Maps.transformValues(unscaled, gradient -> gradient.mul(factor)));
    }
}
