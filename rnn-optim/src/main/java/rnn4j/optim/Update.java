package rnn4j.optim;

import rnn4j.tensor.Tensor;

/**
 * What one update gives a parameter.
 *
 * @param value the new value, of the parameter's shape
 * @param slots the new slots, each of the parameter's shape
 */
public record Update(Tensor value, Slots slots) {}
