package rnn4j.train.loss;

import rnn4j.tensor.Mask;
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
        return PerFeature.of(
                reduction, predicted, targets, mask, (p, y) -> p.sub(y).square());
    }
}
