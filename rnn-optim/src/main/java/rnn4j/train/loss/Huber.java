package rnn4j.train.loss;

import static com.google.common.base.Preconditions.checkArgument;

import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;

/**
 * A parabola near the target and straight lines beyond: Huber 1964, "Robust estimation of a location parameter".
 *
 * <pre>
 * d = ŷ − y
 * l = d² / 2            where |d| ≤ δ
 * l = δ (|d| − δ / 2)   elsewhere
 * </pre>
 *
 * <p>Lᵗ is the mean of l over the features of a step; predictions and targets are {@code [time, batch, features]}.
 *
 * @param reduction how the steps become one number
 * @param delta δ, where the parabola ends, above 0
 */
public record Huber(Reduction reduction, double delta) implements Loss<Tensor> {

    /** Checks δ. */
    public Huber {
        checkArgument(delta >= Float.MIN_NORMAL && delta <= Float.MAX_VALUE, "huber: delta %s; use some 1", delta);
    }

    @Override
    public Tensor of(Tensor predicted, Tensor targets, Mask mask) {
        return PerFeature.of(reduction, predicted, targets, mask, this::each);
    }

    /** With m = min(|d|, δ) both pieces are m (|d| − m / 2). */
    private Tensor each(Tensor predicted, Tensor targets) {
        Tensor distance = predicted.sub(targets).abs();
        Tensor near = distance.min(Tensor.scalar((float) delta));
        return near.mul(distance.sub(near.mul(0.5f)));
    }
}
