package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * RMSProp: the gradient over the root of its mean square.
 *
 * <pre>
 * v' = ρ v + (1 − ρ) g²
 * w' = w − α g / (√v' + ε)
 * </pre>
 *
 * <p>Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning"; ε stands beside the root, as in PyTorch.
 *
 * @param rho ρ, how much of the mean square stays, from 0 to below 1
 * @param epsilon ε, above 0
 */
public record RmsProp(double rho, double epsilon) implements UpdateRule {

    /** Checks the constants. */
    public RmsProp {
        checkArgument(rho >= 0 && rho < 1, "rms-prop: rho %s; use 0 to below 1", rho);
        checkArgument(epsilon >= Float.MIN_NORMAL && epsilon < 1, "rms-prop: epsilon %s; use some 1e-8", epsilon);
    }

    /** Returns the usual one: ρ 0.99, ε 1e-8. */
    public static RmsProp standard() {
        return new RmsProp(0.99, 1e-8);
    }

    @Override
    public String name() {
        return "rms-prop";
    }

    @Override
    public List<String> slots() {
        return List.of("v");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("rho", rho, "epsilon", epsilon);
    }

    /** Returns α. */
    @Override
    public float[] numbers(double rate, long count) {
        return new float[] {(float) rate};
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor v = slots.get("v").mul((float) rho).add(g.square().mul((float) (1 - rho)));
        Tensor step = g.mul(numbers.getFirst()).div(v.sqrt().add((float) epsilon));
        return new Update(w.sub(step), Slots.of("v", v));
    }
}
