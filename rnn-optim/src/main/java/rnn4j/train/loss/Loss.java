package rnn4j.train.loss;

import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * A number that is small when predictions are good, differentiable by the prediction.
 *
 * <p>Steps that are left out are never read: NaN there stays there, and the gradient is exactly zero. When all are left
 * out the loss is 0.
 *
 * @param <T> the targets: {@link rnn4j.tensor.Ids} or {@link Tensor}
 */
public interface Loss<T> {

    /**
     * Returns the loss of the steps that a mask lets in.
     *
     * @param predicted {@code [time, batch, features]}, or {@code [batch, features]} for one answer per row
     * @param targets one per step
     * @param mask {@code [time, batch]}, or {@code [batch]}: which steps count
     * @return one element, of rank 0
     */
    Tensor of(Tensor predicted, T targets, Mask mask);

    /**
     * Returns the loss of the steps within each row's length.
     *
     * @param predicted {@code [time, batch, features]}
     * @param targets one per step
     * @param lengths of the batch's rows
     * @return one element, of rank 0
     */
    default Tensor of(Tensor predicted, T targets, Lengths lengths) {
        return of(predicted, targets, lengths.mask(predicted.shape().size(0)));
    }

    /**
     * Returns the loss of all steps.
     *
     * @param predicted {@code [time, batch, features]}, or {@code [batch, features]}
     * @param targets one per step
     * @return one element, of rank 0
     */
    default Tensor of(Tensor predicted, T targets) {
        Shape steps = predicted.shape().without(-1);
        return of(predicted, targets, Mask.all(steps));
    }
}
