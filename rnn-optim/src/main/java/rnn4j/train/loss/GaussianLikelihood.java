package rnn4j.train.loss;

import rnn4j.tensor.Mask;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * How unlikely targets are under normal distributions that are predicted, one for each feature, in nats:
 *
 * <pre>
 * Lᵗ = Σ log σ + ((y − μ) / σ)² / 2 + log(2π) / 2      over the F features of a step
 * </pre>
 *
 * <p>Targets are {@code [time, batch, F]}, predictions {@code [time, batch, 2·F]}: all μ, then all log σ, so that σ is positive by
 * itself.
 *
 * @param reduction how the steps become one number
 */
public record GaussianLikelihood(Reduction reduction) implements Loss<Tensor> {

    static final float HALF_LOG_TWO_PI = (float) (StrictMath.log(2 * Math.PI) / 2);

    @Override
    public Tensor of(Tensor predicted, Tensor targets, Mask mask) {
        int features = targets.shape().size(-1);
        if (predicted.shape().size(-1) != 2 * features) {
            throw new ShapeException(
                    "loss",
                    predicted.shape() + " predicted for targets " + targets.shape() + "; give " + 2 * features
                            + " features: each mean, then the logarithm of each standard deviation");
        }
        ValidSteps steps = ValidSteps.of(mask);
        Tensor rows = steps.rows(predicted);
        Tensor losses =
                unlikelihood(rows.slice(1, 0, features), rows.slice(1, features, 2 * features), steps.rows(targets));
        return reduction.of(losses.sum(), steps.count());
    }

    /** Returns −log of the density at each target; the three are of shapes that broadcast. */
    static Tensor unlikelihood(Tensor mean, Tensor logDeviation, Tensor targets) {
        Tensor distance = targets.sub(mean).mul(logDeviation.neg().exp());
        return distance.square().mul(0.5f).add(logDeviation).add(HALF_LOG_TWO_PI);
    }
}
