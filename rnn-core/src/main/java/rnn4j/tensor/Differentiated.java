package rnn4j.tensor;

/**
 * The value of a loss and its gradients.
 *
 * @param value of one element
 * @param gradients with respect to the parameters and what was asked for
 */
public record Differentiated(Tensor value, Gradients gradients) {}
