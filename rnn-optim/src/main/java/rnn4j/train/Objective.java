package rnn4j.train;

import rnn4j.tensor.Tensor;

/**
 * What is made small: a loss from a batch, computed by operations on tensors. A lambda is an objective.
 *
 * @param <B> a batch, whatever it is
 */
@FunctionalInterface
public interface Objective<B> {

    /**
     * Returns the loss of a batch; called within a training pass.
     *
     * <p>Tensors computed here are valid until the next step begins; {@link Tensor#copy} keeps one.
     *
     * @return one element
     */
    Tensor loss(B batch);

    /**
     * Is told that the last loss has done its part: its step was applied and the parameters have moved; or, where several batches make a
     * step, its gradient was taken in and the next batch follows.
     */
    default void applied() {}
}
