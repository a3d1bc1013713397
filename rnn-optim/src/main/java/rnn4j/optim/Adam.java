package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Adam: the mean of the gradient over the root of its mean square.
 *
 * <pre>
 * m' = β₁ m + (1 − β₁) g
 * v' = β₂ v + (1 − β₂) g²
 * w' = w − α / (1 − β₁ᵗ) · m' / (√(v' / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Kingma &amp; Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; t counts the updates of each
 * parameter from 1. The corrections 1 − βᵗ are computed as −expm1(t log β), which keeps its digits for the first steps
 * and ends at exactly 1 for the last ones, however many there are.
 *
 * @param beta1 β₁, how much of the mean stays, from 0 to below 1
 * @param beta2 β₂, how much of the mean square stays, from 0 to below 1
 * @param epsilon ε, above 0
 */
public record Adam(double beta1, double beta2, double epsilon) implements UpdateRule {

    /** Checks the constants. */
    public Adam {
        checkArgument(beta1 >= 0 && beta1 < 1, "adam: beta1 %s; use 0 to below 1", beta1);
        checkArgument(beta2 >= 0 && beta2 < 1, "adam: beta2 %s; use 0 to below 1", beta2);
        checkArgument(epsilon >= Float.MIN_NORMAL && epsilon < 1, "adam: epsilon %s; use some 1e-8", epsilon);
    }

    /** Returns Adam with the constants of the paper: β₁ 0.9, β₂ 0.999, ε 1e-8. */
    public static Adam standard() {
        return new Adam(0.9, 0.999, 1e-8);
    }

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public List<String> slots() {
        return List.of("m", "v");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon);
    }

    /** Returns α / (1 − β₁ᵗ) and 1 − β₂ᵗ. */
    @Override
    public float[] numbers(double rate, long count) {
        return new float[] {(float) (rate / correction(beta1, count)), (float) correction(beta2, count)};
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor m = slots.get("m").mul((float) beta1).add(g.mul((float) (1 - beta1)));
        Tensor v = slots.get("v").mul((float) beta2).add(g.square().mul((float) (1 - beta2)));
        Tensor root = v.div(numbers.getLast()).sqrt().add((float) epsilon);
        Tensor step = m.mul(numbers.getFirst()).div(root);
        return new Update(w.sub(step), Slots.of("m", m, "v", v));
    }

    /** Returns 1 − βᵗ; by {@link StrictMath}, whose bits do not depend on the machine. */
    static double correction(double beta, long count) {
        return -StrictMath.expm1(count * StrictMath.log(beta));
    }
}
