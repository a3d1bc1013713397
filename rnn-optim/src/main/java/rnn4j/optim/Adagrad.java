package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Adagrad: the gradient over the root of the sum of all its squares.
 *
 * <pre>
 * s' = s + g²
 * w' = w − α g / (√s' + ε)
 * </pre>
 *
 * <p>Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", the diagonal form.
 *
 * @param epsilon ε, above 0
 */
public record Adagrad(double epsilon) implements UpdateRule {

    /** Checks the constants. */
    public Adagrad {
        checkArgument(epsilon >= Float.MIN_NORMAL && epsilon < 1, "adagrad: epsilon %s; use some 1e-8", epsilon);
    }

    /** Returns the usual one: ε 1e-10. */
    public static Adagrad standard() {
        return new Adagrad(1e-10);
    }

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public List<String> slots() {
        return List.of("sum");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("epsilon", epsilon);
    }

    /** Returns α. */
    @Override
    public float[] numbers(double rate, long count) {
        return new float[] {(float) rate};
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor sum = slots.get("sum").add(g.square());
        Tensor step = g.mul(numbers.getFirst()).div(sum.sqrt().add((float) epsilon));
        return new Update(w.sub(step), Slots.of("sum", sum));
    }
}
