package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Maps;
import java.util.Map;
import rnn4j.tensor.Tensor;

/** Keeps gradients within bounds, and tells how long they were. */
@FunctionalInterface
public interface Clipping {

    /**
     * Returns gradients within bounds.
     *
     * <p>Gradients of which one is NaN or infinite come back as they are, under a norm that is not finite.
     *
     * @param gradients by the full name of the parameter, any shapes
     */
    Clipped clip(Map<String, Tensor> gradients);

    /** Returns gradients as they are, and their norm. */
    static Clipping none() {
        return gradients -> new Clipped(gradients, Norm.of(gradients.values()), false);
    }

    /**
     * Scales all gradients by one factor when their common Euclidean norm is above a bound.
     *
     * <p>Pascanu, Mikolov &amp; Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
     * Numbers up to the end of float32 neither overflow nor lose their direction.
     *
     * @param bound the greatest norm that stays as it is, above 0
     */
    static Clipping globalNorm(double bound) {
        checkBound("globalNorm", bound);
        return gradients -> {
            double norm = Norm.of(gradients.values());
            if (!(norm > bound) || Double.isInfinite(norm)) {
                return new Clipped(gradients, norm, false);
            }
            double factor = bound / norm;
            if (factor >= Float.MIN_NORMAL) {
                return new Clipped(gradients, (float) factor, norm, true);
            }
            float half = (float) Math.sqrt(factor); // in two steps, as the factor itself has lost digits in float32
            return new Clipped(Maps.transformValues(gradients, g -> g.mul(half)), half, norm, true);
        };
    }

    /**
     * Limits every number of every gradient to −bound … bound.
     *
     * @param bound above 0
     */
    static Clipping value(double bound) {
        checkBound("value", bound);
        float limit = (float) bound;
        return gradients -> {
            double norm = Norm.of(gradients.values());
            if (!Double.isFinite(norm)) {
                return new Clipped(gradients, norm, false);
            }
            boolean beyond = gradients.values().stream().anyMatch(g -> g.maxAbs() > limit);
            return new Clipped(
                    beyond ? Maps.transformValues(gradients, g -> g.clamp(-limit, limit)) : gradients, norm, beyond);
        };
    }

    private static void checkBound(String clipping, double bound) {
        checkArgument(
                bound > 0 && Double.isFinite(bound), "%s: bound %s; use a finite number above 0", clipping, bound);
    }
}
