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

    /** Is told that the step of the last loss was applied: the parameters have moved. */
    default void applied() {}
}
