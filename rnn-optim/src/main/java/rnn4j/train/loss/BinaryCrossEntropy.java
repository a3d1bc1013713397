package rnn4j.train.loss;

import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;

/**
 * The cross-entropy of answers that are each yes or no: l = −y log σ(z) − (1 − y) log σ(−z), in nats.
 *
 * <p>Predictions are logits z, targets the probabilities y of a yes, from 0 to 1, both {@code [time, batch, features]}; Lᵗ is the
 * mean of l over the features of a step. Computed from the logits, so it is finite wherever they are.
 *
 * @param reduction how the steps become one number
 */
public record BinaryCrossEntropy(Reduction reduction) implements Loss<Tensor> {

    /**
     * Returns the loss.
     *
     * @throws IllegalArgumentException when a target that counts is below 0, above 1 or NaN
     */
    @Override
    public Tensor of(Tensor logits, Tensor targets, Mask mask) {
        return PerFeature.of(reduction, logits, targets, mask, BinaryCrossEntropy::each);
    }

    private static Tensor each(Tensor logits, Tensor targets) {
        check(targets);
        Tensor yes = targets.mul(logits.logSigmoid());
        Tensor no = targets.oneMinus().mul(logits.neg().logSigmoid());
        return yes.add(no).neg();
    }

    private static void check(Tensor targets) {
        Tensor fitting =
                targets.greaterEqual(Tensor.scalar(0)).mul(Tensor.scalar(1).greaterEqual(targets));
        if (fitting.shape().count() > 0 && fitting.oneMinus().maxAbs() > 0) {
            throw new IllegalArgumentException("binary cross-entropy: targets " + targets
                    + " are not all from 0 to 1; give probabilities of a yes");
        }
    }
}
