package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Floats;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * AdamW: Adam, and weights that shrink by themselves, apart from the gradient.
 *
 * <pre>
 * m' = β₁ m + (1 − β₁) g
 * v' = β₂ v + (1 − β₂) g²
 * w' = (1 − α λ) w − α / (1 − β₁ᵗ) · m' / (√(v' / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2, with the rate α in the decay, as PyTorch has it.
 * Every row of a table decays, also one that no step looks up.
 *
 * @param beta1 β₁, how much of the mean stays, from 0 to below 1
 * @param beta2 β₂, how much of the mean square stays, from 0 to below 1
 * @param epsilon ε, above 0
 * @param decay λ, from 0 (none) to below 1
 */
public record AdamW(double beta1, double beta2, double epsilon, double decay) implements UpdateRule {

    /** Checks the constants. */
    public AdamW {
        checkArgument(beta1 >= 0 && beta1 < 1, "adam-w: beta1 %s; use 0 to below 1", beta1);
        checkArgument(beta2 >= 0 && beta2 < 1, "adam-w: beta2 %s; use 0 to below 1", beta2);
        checkArgument(epsilon >= Float.MIN_NORMAL && epsilon < 1, "adam-w: epsilon %s; use some 1e-8", epsilon);
        checkArgument(decay >= 0 && decay < 1, "adam-w: decay %s; use 0 (none) to below 1", decay);
    }

    /** Returns the usual one with a decay: β₁ 0.9, β₂ 0.999, ε 1e-8; λ is often 0.01. */
    public static AdamW decaying(double decay) {
        return new AdamW(0.9, 0.999, 1e-8, decay);
    }

    @Override
    public String name() {
        return "adam-w";
    }

    @Override
    public List<String> slots() {
        return List.of("m", "v");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon, "decay", decay);
    }

    /** Returns the numbers of Adam, then 1 − α λ. */
    @Override
    public float[] numbers(double rate, long count) {
        return Floats.concat(adam().numbers(rate, count), new float[] {(float) (1 - rate * decay)});
    }

    /** Without a decay the value is not touched, so that rows which no step looks up rest. */
    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor decayed = decay == 0 ? w : w.mul(numbers.getLast());
        return adam().update(decayed, g, slots, numbers.subList(0, numbers.size() - 1));
    }

    private Adam adam() {
        return new Adam(beta1, beta2, epsilon);
    }
}
