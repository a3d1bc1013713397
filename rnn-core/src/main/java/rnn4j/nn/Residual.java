package rnn4j.nn;

import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * A layer beside a way past it: {@code y = x + f(x)}. He et al. 2016, "Deep residual learning for image recognition", equation 1.
 *
 * @param inner f, from a shape to the same
 */
public record Residual(Layer<Tensor, Tensor> inner) implements Layer<Tensor, Tensor> {

    /** Maps a tensor to one of the same shape. */
    @Override
    public Tensor apply(Tensor x) {
        return x.add(sameShape("residual", x, inner.apply(x)));
    }

    static Tensor sameShape(String layer, Tensor x, Tensor y) {
        if (!y.shape().equals(x.shape())) {
            throw new ShapeException(
                    layer, "the layer within makes " + y.shape() + " of " + x.shape() + "; it must keep the shape");
        }
        return y;
    }
}
