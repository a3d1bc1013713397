package rnn4j.train.loss;

import java.util.function.BinaryOperator;
import rnn4j.tensor.Mask;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** What losses share that compare number by number: Lᵗ = 1/F Σ l(ŷᵗ, yᵗ) over the F features of a step. */
final class PerFeature {

    private PerFeature() {}

    /**
     * Returns the loss of the steps that a mask lets in.
     *
     * @param predicted {@code [time, batch, features]} or {@code [batch, features]}
     * @param targets of the same shape
     * @param each the loss of each number, from {@code [steps, features]} twice to the same shape
     */
    static Tensor of(Reduction reduction, Tensor predicted, Tensor targets, Mask mask, BinaryOperator<Tensor> each) {
        if (!predicted.shape().equals(targets.shape())) {
            throw new ShapeException(
                    "loss", predicted.shape() + " predicted for targets " + targets.shape() + "; give equal shapes");
        }
        ValidSteps steps = ValidSteps.of(mask);
        Tensor losses = each.apply(steps.rows(predicted), steps.rows(targets));
        int features = predicted.shape().size(-1);
        return reduction.of(losses.sum().div(Math.max(features, 1)), steps.count());
    }
}
