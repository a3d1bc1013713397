package rnn4j.train.loss;

import rnn4j.tensor.Tensor;

/** How the losses of single steps become one number; steps that a mask or a length leaves out never count. */
public enum Reduction {

    /** L = Σ Lᵗ, over all steps of all rows: the lecture's loss. A longer sequence weighs more. */
    SUM_OVER_STEPS,

    /** L = Σ Lᵗ / number of steps, over all rows; 0 when there is no step. The usual choice, as its size stays the same. */
    MEAN_OVER_STEPS;

    /**
     * Returns the loss of a batch.
     *
     * @param sum of the losses of its steps, one element
     * @param steps how many those are; where steps have weights, the sum of these
     */
    public Tensor of(Tensor sum, double steps) {
        return switch (this) {
            case SUM_OVER_STEPS -> sum;
            case MEAN_OVER_STEPS -> steps == 0 ? sum : sum.div((float) steps);
        };
    }
}
