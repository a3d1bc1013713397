package rnn4j.nn;

import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** The affine map y = x W + b of the last axis: {@code […, in]} to {@code […, out]}. */
public final class Dense implements Layer<Tensor, Tensor> {

    private final Tensor w;
    private final Tensor b;

    /**
     * Creates {@code w [in, out]} (Glorot and Bengio 2010) and {@code b [out]} (zeros).
     *
     * @param parameters the scope that they are created in
     */
    public Dense(Parameters parameters, int in, int out) {
        w = parameters.create("w", Shape.of(in, out), Init.glorot());
        b = parameters.create("b", Shape.of(out), Init.zeros());
    }

    /** Maps {@code […, in]} to {@code […, out]}. */
    @Override
    public Tensor apply(Tensor x) {
        int in = w.shape().size(0);
        if (x.shape().rank() == 0 || x.shape().size(-1) != in) {
            throw new ShapeException("dense", "the input is " + x.shape() + "; its last axis must be " + in);
        }
        if (x.shape().rank() == 1) {
            return apply(x.expand(0)).reshape(b.shape());
        }
        return x.matmul(w).add(b);
    }
}
