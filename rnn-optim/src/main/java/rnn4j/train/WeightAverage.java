package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rnn4j.tensor.Buffer;
import rnn4j.tensor.Equation;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/**
 * An exponential average of the weights along a run: a' = δ a + (1 − δ) w after each step, which is often better than the last weights.
 * Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging", with the weights of an exponential mean.
 *
 * <p>The first average is the weights after the first step. Steps that no listener hears of are not in it.
 */
public final class WeightAverage implements TrainingListener {

    private static final float[] NO_NUMBERS = {};

    private final Parameters parameters;
    private final double decay;
    private final Map<Shape, Equation> equations = new HashMap<>();

    /** By parameter: the average, and room for the next one. */
    private final Map<String, Pair> averages = new LinkedHashMap<>();

    /** Two rooms that take turns. */
    private static final class Pair {
        private List<Buffer> now;
        private List<Buffer> next;

        Pair(Tensor first) {
            now = List.of(Buffer.of(first));
            next = List.of(Buffer.zeros(first.shape()));
        }

        void turn() {
            List<Buffer> before = now;
            now = next;
            next = before;
        }

        Tensor average() {
            return now.getFirst().tensor();
        }
    }

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
        parameters.named().forEach(this::take);
    }

    private void take(String name, Tensor weights) {
        Pair pair = averages.get(name);
        if (pair == null) {
            averages.put(name, new Pair(weights));
            return;
        }
        equations.computeIfAbsent(weights.shape(), this::equation).compute(pair.next, NO_NUMBERS, pair.now, weights);
        pair.turn();
    }

    private Equation equation(Shape shape) {
        return Equation.of(
                shape,
                2,
                0,
                operands -> List.of(
                        operands.get(1).mul((float) decay).add(operands.get(0).mul((float) (1 - decay)))));
    }

    private Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        averages.forEach((name, pair) -> tensors.put(name, pair.average()));
        return tensors;
    }

    /**
     * Runs work, such as a validation, with the average in the place of the weights, which are set back afterwards; before the first
     * step with the weights themselves.
     */
    public <R> R within(Supplier<R> work) {
        if (averages.isEmpty()) {
            return work.get();
        }
        Snapshot weights = parameters.snapshot();
        parameters.update(tensors());
        try {
            return work.get();
        } finally {
            parameters.restore(weights);
        }
    }

    /** Returns the average by the names of the parameters; without tensors before the first step. */
    public Snapshot snapshot() {
        return new Snapshot(tensors(), Map.of());
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
        averages.clear();
        snapshot.tensors().forEach((name, tensor) -> averages.put(name, new Pair(tensor)));
    }
}
