package rnn4j.train.loss;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * The pinball loss, which is least where a share q of the targets lies below the prediction: l = max(q (y − ŷ), (q − 1) (y − ŷ)).
 * Koenker and Bassett 1978, "Regression quantiles".
 *
 * <p>Targets are {@code [time, batch, F]}, predictions {@code [time, batch, F·Q]}: for each feature its Q quantiles, side by side. Lᵗ
 * is the mean of l over both.
 *
 * @param reduction how the steps become one number
 * @param shares q, one or more, each between 0 and 1
 */
public record Quantile(Reduction reduction, List<Double> shares) implements Loss<Tensor> {

    /** Checks the shares. */
    public Quantile {
        shares = List.copyOf(shares);
        checkArgument(!shares.isEmpty(), "quantile: no share; give one or more, such as 0.1, 0.5, 0.9");
        for (double share : shares) {
            checkArgument(share > 0 && share < 1, "quantile: share %s; use numbers between 0 and 1", share);
        }
    }

    /** Describes the loss of one or more quantiles. */
    public Quantile(Reduction reduction, double... shares) {
        this(reduction, Arrays.stream(shares).boxed().toList());
    }

    @Override
    public Tensor of(Tensor predicted, Tensor targets, Mask mask) {
        int features = targets.shape().size(-1);
        int quantiles = shares.size();
        if (predicted.shape().size(-1) != features * quantiles) {
            throw new ShapeException(
                    "loss",
                    predicted.shape() + " predicted for targets " + targets.shape() + " and " + quantiles
                            + " quantiles; give " + features * quantiles + " features");
        }
        ValidSteps steps = ValidSteps.of(mask);
        Tensor guesses = steps.rows(predicted).reshape(steps.count(), features, quantiles);
        Tensor above = steps.rows(targets).expand(-1).sub(guesses);
        Tensor losses = above.mul(row(0)).max(above.mul(row(1)));
        return reduction.of(losses.sum().div(Math.max(features * quantiles, 1)), steps.count());
    }

    /** Returns q − less for each share, {@code [quantiles]}. */
    private Tensor row(int less) {
        float[] numbers = new float[shares.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (shares.get(i) - less);
        }
        return Tensor.of(Shape.of(numbers.length), numbers);
    }
}
