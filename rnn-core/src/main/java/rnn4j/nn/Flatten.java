package rnn4j.nn;

import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** All axes behind the first in one: {@code [batch, …]} to {@code [batch, n]}, row-major. */
public record Flatten() implements Layer<Tensor, Tensor> {

    /** Maps {@code [batch, …]} to {@code [batch, n]}. */
    @Override
    public Tensor apply(Tensor x) {
        if (x.shape().rank() == 0) {
            throw new ShapeException("flatten", "a single number has no rows; give a tensor [batch, …]");
        }
        int n = 1;
        for (int axis = 1; axis < x.shape().rank(); axis++) {
            n *= x.shape().size(axis);
        }
        return x.reshape(Shape.of(x.shape().size(0), n));
    }
}
