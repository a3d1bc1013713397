package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Adadelta: steps as large as those before, in proportion to the gradient.
 *
 * <pre>
 * v' = ρ v + (1 − ρ) g²
 * d  = √(u + ε) / √(v' + ε) g
 * u' = ρ u + (1 − ρ) d²
 * w' = w − α d
 * </pre>
 *
 * <p>Zeiler 2012, arXiv:1212.5701, algorithm 1, times a rate α, which is 1 there.
 *
 * @param rho ρ, how much of the mean squares stays, from 0 to below 1
 * @param epsilon ε, above 0
 */
public record Adadelta(double rho, double epsilon) implements UpdateRule {

    /** Checks the constants. */
    public Adadelta {
        checkArgument(rho >= 0 && rho < 1, "adadelta: rho %s; use 0 to below 1", rho);
        checkArgument(epsilon >= Float.MIN_NORMAL && epsilon < 1, "adadelta: epsilon %s; use some 1e-8", epsilon);
    }

    /** Returns the usual one: ρ 0.9, ε 1e-6. */
    public static Adadelta standard() {
        return new Adadelta(0.9, 1e-6);
    }

    @Override
    public String name() {
        return "adadelta";
    }

    @Override
    public List<String> slots() {
        return List.of("u", "v");
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
        Tensor v = mean(slots.get("v"), g);
        Tensor step = slots.get("u")
                .add((float) epsilon)
                .sqrt()
                .div(v.add((float) epsilon).sqrt())
                .mul(g);
        return new Update(w.sub(step.mul(numbers.getFirst())), Slots.of("u", mean(slots.get("u"), step), "v", v));
    }

    private Tensor mean(Tensor before, Tensor x) {
        return before.mul((float) rho).add(x.square().mul((float) (1 - rho)));
    }
}
