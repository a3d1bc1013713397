package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * NAdam: Adam that looks ahead by Nesterov's momentum, with a momentum that grows. Dozat 2016, "Incorporating Nesterov momentum into
 * Adam", algorithm 8, in the form of PyTorch.
 *
 * <pre>
 * μₜ = β₁ (1 − ½ 0.96^(t ψ))
 * m' = β₁ m + (1 − β₁) g
 * v' = β₂ v + (1 − β₂) g²
 * w' = w − α ((1 − μₜ) / (1 − Π μ) g + μₜ₊₁ / (1 − Π μ μₜ₊₁) m') / (√(v' / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Π μ is the product of μ₁ to μₜ. It is computed anew from t, in some fifty factors at most, so that t is all there is to remember.
 *
 * @param beta1 β₁, how much of the mean stays, from 0 to below 1
 * @param beta2 β₂, how much of the mean square stays, from 0 to below 1
 * @param epsilon ε, above 0
 * @param growth ψ, how soon the momentum grows from half of β₁ to all of it, 0 or more
 */
public record NAdam(double beta1, double beta2, double epsilon, double growth) implements UpdateRule {

    /** Below this a product does not change 1 − Π in double precision. */
    private static final double NOTHING = 0x1p-60;

    /** Checks the constants. */
    public NAdam {
        checkArgument(beta1 >= 0 && beta1 < 1, "nadam: beta1 %s; use 0 to below 1", beta1);
        checkArgument(beta2 >= 0 && beta2 < 1, "nadam: beta2 %s; use 0 to below 1", beta2);
        checkArgument(epsilon >= Float.MIN_NORMAL && epsilon < 1, "nadam: epsilon %s; use some 1e-8", epsilon);
        checkArgument(growth >= 0 && Double.isFinite(growth), "nadam: growth %s; use some 0.004", growth);
    }

    /** Returns the usual one: β₁ 0.9, β₂ 0.999, ε 1e-8, ψ 0.004. */
    public static NAdam standard() {
        return new NAdam(0.9, 0.999, 1e-8, 0.004);
    }

    @Override
    public String name() {
        return "nadam";
    }

    @Override
    public List<String> slots() {
        return List.of("m", "v");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon, "growth", growth);
    }

    /** Returns what g and m' are multiplied by, and 1 − β₂ᵗ. */
    @Override
    public float[] numbers(double rate, long count) {
        double product = 1;
        for (long t = 1; t <= count && product > NOTHING; t++) {
            product *= momentum(t);
        }
        double next = momentum(count + 1);
        return new float[] {
            (float) (rate * (1 - momentum(count)) / (1 - product)),
            (float) (rate * next / (1 - product * next)),
            (float) Adam.correction(beta2, count)
        };
    }

    private double momentum(long t) {
        return beta1 * (1 - 0.5 * StrictMath.pow(0.96, t * growth));
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor m = slots.get("m").mul((float) beta1).add(g.mul((float) (1 - beta1)));
        Tensor v = slots.get("v").mul((float) beta2).add(g.square().mul((float) (1 - beta2)));
        Tensor root = v.div(numbers.getLast()).sqrt().add((float) epsilon);
        Tensor ahead = g.mul(numbers.get(0)).add(m.mul(numbers.get(1)));
        return new Update(w.sub(ahead.div(root)), Slots.of("m", m, "v", v));
    }
}
