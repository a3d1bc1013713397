package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/**
 * An exponential average of the weights along a run: a' = δ a + (1 − δ) w after each step, which is often better than the last weights.
 * Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging", with the weights of an exponential mean.
 *
 * <p>The first average is the weights after the first step. Steps that no listener hears of are not in it.
 */
public final class WeightAverage implements TrainingListener {

    private final Parameters parameters;
    private final double decay;
    private Map<String, Tensor> average = Map.of();

    /**
     * Begins without a step.
     *
     * @param parameters of the model
     * @param decay δ, how much stays at each step, from 0 to below 1; 0.999 remembers some thousand steps
     */
    public WeightAverage(Parameters parameters, double decay) {
        checkArgument(decay >= 0 && decay < 1, "weight average: decay %s; use some 0.999", decay);
        this.parameters = parameters;
        this.decay = decay;
    }

    @Override
    public void stepped(StepReport report) {
        Map<String, Tensor> next = new LinkedHashMap<>();
        parameters.named().forEach((name, weights) -> {
            Tensor before = average.get(name);
            next.put(
                    name,
                    before == null ? weights.copy() : before.mul((float) decay).add(weights.mul((float) (1 - decay))));
        });
        average = next;
    }

    /**
     * Runs work, such as a validation, with the average in the place of the weights, which are set back afterwards; before the first
     * step with the weights themselves.
     */
    public <R> R within(Supplier<R> work) {
        if (average.isEmpty()) {
            return work.get();
        }
        Snapshot weights = parameters.snapshot();
        parameters.update(average);
        try {
            return work.get();
        } finally {
            parameters.restore(weights);
        }
    }

    /** Returns the average by the names of the parameters; without tensors before the first step. */
    public Snapshot snapshot() {
        return new Snapshot(average, Map.of());
    }

    /**
     * Sets the average back.
     *
     * @throws IllegalArgumentException when it is of other parameters
     */
    public void restore(Snapshot snapshot) {
        if (!snapshot.tensors().isEmpty()
                && !snapshot.tensors().keySet().equals(parameters.named().keySet())) {
            throw new IllegalArgumentException("weight average: the snapshot is of "
                    + snapshot.tensors().keySet() + ", the parameters are "
                    + parameters.named().keySet() + "; take one of the same model");
        }
        average = snapshot.tensors();
    }
}
