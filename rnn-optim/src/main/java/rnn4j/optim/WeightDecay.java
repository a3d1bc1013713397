package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Floats;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * Any rule, on weights that shrink by themselves first, apart from the gradient: w (1 − α λ). Loshchilov and Hutter 2019, "Decoupled
 * weight decay regularization"; of {@link Adam} it makes {@link AdamW}. Every row of a table decays, also one that no step looks up.
 *
 * @param rule what follows
 * @param decay λ, above 0 and below 1
 */
public record WeightDecay(UpdateRule rule, double decay) implements UpdateRule {

    private static final String DECAY = "decay";

    /** Checks the decay. */
    public WeightDecay {
        checkArgument(
                decay > 0 && decay < 1, "weight decay: %s; use a number between 0 and 1, or the rule alone", decay);
        checkArgument(
                !rule.settings().containsKey(DECAY), "weight decay: %s has one of its own; set that", rule.name());
    }

    @Override
    public String name() {
        return rule.name() + "-decayed";
    }

    @Override
    public List<String> slots() {
        return rule.slots();
    }

    @Override
    public Map<String, Double> settings() {
        return ImmutableMap.<String, Double>builder()
                .putAll(rule.settings())
                .put(DECAY, decay)
                .build();
    }

    /** Returns the rule's numbers, then 1 − α λ. */
    @Override
    public float[] numbers(double rate, long count) {
        return Floats.concat(rule.numbers(rate, count), new float[] {(float) (1 - rate * decay)});
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        int own = numbers.size() - 1;
        return rule.update(w.mul(numbers.get(own)), g, slots, numbers.subList(0, own));
    }
}
