package rnn4j.train.loss;

import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;

/**
 * The softmax cross-entropy: Lᵗ = −log ŷᵗ[target], ŷᵗ = softmax(logitsᵗ), in nats.
 *
 * <p>Computed from the logits in one piece, so it is finite wherever they are: log ŷ = z − max z − log Σ e^(z − max z).
 * Predictions are logits {@code [time, batch, classes]}, targets are classes {@code [time, batch]}.
 *
 * @param reduction how the steps become one number
 */
public record CrossEntropy(Reduction reduction) implements Loss<Ids> {

    /**
     * Returns the loss.
     *
     * @throws IllegalArgumentException when a target that counts is no class; the step and row are told
     */
    @Override
    public Tensor of(Tensor logits, Ids targets, Mask mask) {
        ValidSteps steps = ValidSteps.of(mask);
        Tensor rows = steps.rows(logits);
        Ids labels = steps.labels(targets, logits.shape().size(-1));
        Tensor sum = rows.logLikelihood(labels).sum().neg();
        return reduction.of(sum, steps.count());
    }
}
