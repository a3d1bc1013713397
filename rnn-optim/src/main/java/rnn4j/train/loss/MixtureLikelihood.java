package rnn4j.train.loss;

import static com.google.common.base.Preconditions.checkArgument;

import rnn4j.tensor.Mask;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * How unlikely targets are under a mixture of K normal distributions that is predicted, in nats: Bishop 1994, "Mixture density
 * networks".
 *
 * <pre>
 * Lᵗ = −log Σ πₖ Π N(y; μₖ, σₖ)      the product over the F features of a step
 * </pre>
 *
 * <p>Targets are {@code [time, batch, F]}, predictions {@code [time, batch, K·(1 + 2·F)]}: the logits of π, then K·F means, then K·F
 * logarithms of σ, each component's features side by side.
 *
 * @param reduction how the steps become one number
 * @param components K, at least 1
 */
public record MixtureLikelihood(Reduction reduction, int components) implements Loss<Tensor> {

    /** Checks the number of components. */
    public MixtureLikelihood {
        checkArgument(components >= 1, "mixture: %s components; use 1 or more", components);
    }

    @Override
    public Tensor of(Tensor predicted, Tensor targets, Mask mask) {
        int features = targets.shape().size(-1);
        int numbers = components * features;
        if (predicted.shape().size(-1) != components + 2 * numbers) {
            throw new ShapeException(
                    "loss",
                    predicted.shape() + " predicted for targets " + targets.shape() + " and " + components
                            + " components; give " + (components + 2 * numbers)
                            + " features: logits, means, logarithms of standard deviations");
        }
        ValidSteps steps = ValidSteps.of(mask);
        Tensor rows = steps.rows(predicted);
        Tensor logShares = rows.slice(1, 0, components).logSoftmax(-1);
        Tensor mean = rows.slice(1, components, components + numbers).reshape(steps.count(), components, features);
        Tensor logDeviation = rows.slice(1, components + numbers, components + 2 * numbers)
                .reshape(steps.count(), components, features);
        Tensor targetsOfAll = steps.rows(targets).reshape(steps.count(), 1, features);
        Tensor density = GaussianLikelihood.unlikelihood(mean, logDeviation, targetsOfAll)
                .sum(-1)
                .neg();
        return reduction.of(logShares.add(density).logSumExp(-1).sum().neg(), steps.count());
    }
}
