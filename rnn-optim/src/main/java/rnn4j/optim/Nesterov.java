package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Descent with Nesterov's momentum: the gradient is followed as far as the velocity will go with it.
 *
 * <pre>
 * u' = μ u + g
 * w' = w − α (g + μ u')
 * </pre>
 *
 * <p>Nesterov 1983, in the form of Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", section
 * 2, with the rate outside of the velocity; so computed by PyTorch.
 *
 * @param momentum μ, above 0 and below 1
 */
public record Nesterov(double momentum) implements UpdateRule {

    /** Checks the constants. */
    public Nesterov {
        checkArgument(momentum > 0 && momentum < 1, "nesterov: momentum %s; use some 0.9", momentum);
    }

    /** Returns the usual one: μ 0.9. */
    public static Nesterov standard() {
        return new Nesterov(0.9);
    }

    @Override
    public String name() {
        return "nesterov";
    }

    @Override
    public List<String> slots() {
        return List.of("velocity");
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
        Tensor velocity = slots.get("velocity").mul((float) momentum).add(g);
        Tensor step = g.add(velocity.mul((float) momentum));
        return new Update(w.sub(step.mul(numbers.getFirst())), Slots.of("velocity", velocity));
    }
}
