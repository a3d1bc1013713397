package rnn4j.train.loss;

import rnn4j.tensor.Mask;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * The mean squared difference: Lᵗ = 1/F Σ (ŷᵗ − yᵗ)² over the F features of a step.
 *
 * <p>Predictions and targets are {@code [time, batch, features]}.
 *
 * @param reduction how the steps become one number
 */
public record MeanSquare(Reduction reduction) implements Loss<Tensor> {

    @Override
    public Tensor of(Tensor predicted, Tensor targets, Mask mask) {
        if (!predicted.shape().equals(targets.shape())) {
            throw new ShapeException(
                    "loss", predicted.shape() + " predicted for targets " + targets.shape() + "; give equal shapes");
        }
        ValidSteps steps = ValidSteps.of(mask);
        Tensor difference = steps.rows(predicted).sub(steps.rows(targets));
        int features = predicted.shape().size(-1);
        Tensor sum = difference.square().sum().div(Math.max(features, 1));
        return reduction.of(sum, steps.count());
    }
}
