package rnn4j.train.metric;

import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;

/**
 * A number about predictions that is added up over batches; outside of a training pass.
 *
 * @param <T> the targets: {@link rnn4j.tensor.Ids} or {@link Tensor}
 */
public interface Metric<T> {

    /** Returns the name, with its unit: {@code accuracy}, {@code bits/symbol}. */
    String name();

    /**
     * Counts the steps that a mask lets in.
     *
     * @param predicted {@code [time, batch, features]}, or {@code [batch, features]}
     * @param targets one per step
     * @param mask {@code [time, batch]}, or {@code [batch]}
     */
    void add(Tensor predicted, T targets, Mask mask);

    /** Counts the steps within each row's length; {@code predicted} is {@code [time, batch, features]}. */
    default void add(Tensor predicted, T targets, Lengths lengths) {
        add(predicted, targets, lengths.mask(predicted.shape().size(0)));
    }

    /** Counts all steps. */
    default void add(Tensor predicted, T targets) {
        add(predicted, targets, Mask.all(predicted.shape().without(-1)));
    }

    /** Returns the value over all steps counted so far; NaN before there is one. */
    double value();

    /** Returns how many steps were counted. */
    long count();
}
