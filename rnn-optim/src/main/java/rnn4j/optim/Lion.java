package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Lion: the sign alone of a mean of gradients, and weights that shrink by themselves.
 *
 * <pre>
 * c  = β₁ m + (1 − β₁) g
 * w' = (1 − α λ) w − α sign(c)
 * m' = β₂ m + (1 − β₂) g
 * </pre>
 *
 * <p>Chen et al. 2023, "Symbolic discovery of optimization algorithms", arXiv:2302.06675, algorithm 2. The sign of 0 is 0.
 *
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, how much of the mean stays, from 0 to below 1
 * @param decay λ, from 0 (none) to below 1
 */
public record Lion(double beta1, double beta2, double decay) implements UpdateRule {

    /** Checks the constants. */
    public Lion {
        checkArgument(beta1 >= 0 && beta1 < 1, "lion: beta1 %s; use 0 to below 1", beta1);
        checkArgument(beta2 >= 0 && beta2 < 1, "lion: beta2 %s; use 0 to below 1", beta2);
        checkArgument(decay >= 0 && decay < 1, "lion: decay %s; use 0 (none) to below 1", decay);
    }

    /** Returns the paper's constants without decay: β₁ 0.9, β₂ 0.99. */
    public static Lion standard() {
        return new Lion(0.9, 0.99, 0);
    }

    @Override
    public String name() {
        return "lion";
    }

    @Override
    public List<String> slots() {
        return List.of("m");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta1", beta1, "beta2", beta2, "decay", decay);
    }

    /** Returns α and 1 − α λ. */
    @Override
    public float[] numbers(double rate, long count) {
        return new float[] {(float) rate, (float) (1 - rate * decay)};
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor m = slots.get("m");
        Tensor c = m.mul((float) beta1).add(g.mul((float) (1 - beta1)));
        Tensor zero = Tensor.scalar(0);
        Tensor sign = c.greater(zero).sub(zero.greater(c));
        Tensor mean = m.mul((float) beta2).add(g.mul((float) (1 - beta2)));
        return new Update(decayed(w, numbers).sub(sign.mul(numbers.getFirst())), Slots.of("m", mean));
    }

    /** Without a decay the value is not touched, so that rows which no step looks up rest. */
    private Tensor decayed(Tensor w, List<Tensor> numbers) {
        return decay == 0 ? w : w.mul(numbers.getLast());
    }
}
