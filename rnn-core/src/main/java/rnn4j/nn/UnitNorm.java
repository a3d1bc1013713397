package rnn4j.nn;

import rnn4j.tensor.Tensor;

/**
 * Vectors of length 1 along the last axis: {@code y = x / ‖x‖}, {@code […, features]} to the same. A vector of zeros stays one, and
 * passes no gradient.
 */
public record UnitNorm() implements Layer<Tensor, Tensor> {

    /** Maps {@code […, features]} to the same. */
    @Override
    public Tensor apply(Tensor x) {
        Tensor norm = x.norm(-1).expand(-1);
        Tensor zero = Tensor.scalar(0);
        Tensor nothing = norm.equalTo(zero);
        return Tensor.select(nothing, zero, x.div(Tensor.select(nothing, Tensor.scalar(1), norm)));
    }
}
