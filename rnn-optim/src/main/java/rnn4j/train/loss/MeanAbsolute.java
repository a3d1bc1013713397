package rnn4j.train.loss;

import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;

/**
 * The mean absolute difference: Lᵗ = 1/F Σ |ŷᵗ − yᵗ| over the F features of a step; outliers weigh less than in {@link MeanSquare}.
 *
 * <p>Predictions and targets are {@code [time, batch, features]}. The gradient where both are equal is 0.
 *
 * @param reduction how the steps become one number
 */
public record MeanAbsolute(Reduction reduction) implements Loss<Tensor> {

    @Override
    public Tensor of(Tensor predicted, Tensor targets, Mask mask) {
        return PerFeature.of(
                reduction, predicted, targets, mask, (p, y) -> p.sub(y).abs());
    }
}
