package rnn4j.optim;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/**
 * Turns gradients into new parameters, step by step.
 *
 * <p>The equations are an {@link UpdateRule}; {@link #of} adds what all of them share: slots by parameter, one write for
 * all parameters, snapshots. One optimizer serves one set of parameters, and one thread at a time.
 */
public interface Optimizer {

    /**
     * Returns an optimizer that follows a rule.
     *
     * <p>A step computes every new value before it writes any, so it happens as a whole or not at all: when a new value or
     * slot would be NaN or infinite, an {@link ArithmeticException} names its parameter and nothing has changed. A
     * parameter without a gradient keeps its value, its slots and its count of updates.
     */
    static Optimizer of(UpdateRule rule) {
        return of(List.of(new ParameterGroup(ParameterGroup.REST, rule)));
    }

    /**
     * Returns an optimizer whose parameters follow the rule of the first group that fits their name, such as one without weight decay for
     * {@code *.b}. A step over all groups happens as a whole or not at all.
     *
     * <p>At the first step an {@link IllegalArgumentException} names a parameter that is in no group, or a group that is left without one.
     *
     * @param groups in order, one or more
     */
    static Optimizer of(List<ParameterGroup> groups) {
        return new SlotOptimizer(groups);
    }

    /**
     * Makes one step: every parameter that has a gradient gets its new value.
     *
     * @param parameters written once, by {@link Parameters#update}
     * @param gradients by the full name of the parameter, of the parameter's shape
     * @param rate the learning rate, finite and not negative
     */
    void step(Parameters parameters, Map<String, Tensor> gradients, double rate);

    /**
     * Makes one step with clipped gradients.
     *
     * @param parameters written once, by {@link Parameters#update}
     * @param clipped by the full name of the parameter, of the parameter's shape
     * @param rate the learning rate, finite and not negative
     */
    default void step(Parameters parameters, Clipped clipped, double rate) {
        step(parameters, clipped.gradients(), rate);
    }

    /** Returns the slots and counts; with the parameters, all it takes to go on as if nothing had happened. */
    Snapshot snapshot();

    /**
     * Sets slots and counts back.
     *
     * @throws IllegalArgumentException when the snapshot is of another rule or of other settings; all differences are told
     */
    void restore(Snapshot snapshot);
}
