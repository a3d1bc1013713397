package rnn4j.tensor;

/** Many operations that ran as one, and know the gradient of what they computed. */
@FunctionalInterface
public interface FusedPass {

    /** Computes the gradients with respect to the inputs from those of the results, and passes on the wanted ones. */
    void gradients(FusedGradients gradients);
}
