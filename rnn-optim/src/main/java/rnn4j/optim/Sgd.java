package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Stochastic gradient descent, with momentum if wanted: u' = μ u + g; w' = w − α u'.
 *
 * <p>Polyak, "Some methods of speeding up the convergence of iteration methods", 1964, with the rate α outside of the
 * velocity u, so that a change of the rate acts at once. Without momentum w' = w − α g, and nothing is remembered.
 *
 * @param momentum μ, from 0 (none) to below 1
 */
public record Sgd(double momentum) implements UpdateRule {

    /** Checks the momentum. */
    public Sgd {
        checkArgument(momentum >= 0 && momentum < 1, "sgd: momentum %s; use 0 (none) to below 1", momentum);
    }

    /** Returns descent without momentum. */
    public static Sgd plain() {
        return new Sgd(0);
    }

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of("velocity");
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("momentum", momentum);
    }

    /** Returns α. */
    @Override
    public float[] numbers(double rate, long count) {
        return new float[] {(float) rate};
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        Tensor rate = numbers.getFirst();
        if (momentum == 0) {
            return new Update(w.sub(g.mul(rate)), Slots.none());
        }
        Tensor velocity = slots.get("velocity").mul((float) momentum).add(g);
        return new Update(w.sub(velocity.mul(rate)), Slots.of("velocity", velocity));
    }
}
