package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * AMSGrad: Adam with the greatest mean square so far, so that steps do not grow again.
 *
 * <pre>
 * m' = β₁ m + (1 − β₁) g
 * v' = β₂ v + (1 − β₂) g²
 * t' = max(t, v')
 * w' = w − α / (1 − β₁ⁿ) · m' / (√(t' / (1 − β₂ⁿ)) + ε)
 * </pre>
 *
 * <p>Reddi, Kale and Kumar 2018, "On the convergence of Adam and beyond", algorithm 2, with Adam's corrections, as PyTorch computes it; n
 * counts the updates of each parameter from 1.
 *
 * @param beta1 β₁, how much of the mean stays, from 0 to below 1
 * @param beta2 β₂, how much of the mean square stays, from 0 to below 1
 * @param epsilon ε, above 0
 */
public record AmsGrad(double beta1, double beta2, double epsilon) implements UpdateRule {

    /** Checks the constants. */
    public AmsGrad {
        checkArgument(beta1 >= 0 && beta1 < 1, "ams-grad: beta1 %s; use 0 to below 1", beta1);
        checkArgument(beta2 >= 0 && beta2 < 1, "ams-grad: beta2 %s; use 0 to below 1", beta2);
        checkArgument(epsilon >= Float.MIN_NORMAL && epsilon < 1, "ams-grad: epsilon %s; use some 1e-8", epsilon);
    }

    /** Returns the usual one: β₁ 0.9, β₂ 0.999, ε 1e-8. */
    public static AmsGrad standard() {
        return new AmsGrad(0.9, 0.999, 1e-8);
    }

    @Override
    public String name() {
        return "ams-grad";
    }

    @Override
    public List<String> slots() {
        return List.of("m", "v", "top");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon);
    }

    /** Returns α / (1 − β₁ⁿ) and 1 − β₂ⁿ. */
    @Override
    public float[] numbers(double rate, long count) {
        return new float[] {(float) (rate / Adam.correction(beta1, count)), (float) Adam.correction(beta2, count)};
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor m = slots.get("m").mul((float) beta1).add(g.mul((float) (1 - beta1)));
        Tensor v = slots.get("v").mul((float) beta2).add(g.square().mul((float) (1 - beta2)));
        Tensor top = slots.get("top").max(v);
        Tensor root = top.div(numbers.getLast()).sqrt().add((float) epsilon);
        Tensor step = m.mul(numbers.getFirst()).div(root);
        return new Update(w.sub(step), Slots.of(Map.of("m", m, "v", v, "top", top)));
    }
}
