package rnn4j.nn;

import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * A layer beside a way past it, and a gate between both: {@code t = σ(x W + b); y = t f(x) + (1 - t) x}. Srivastava, Greff and
 * Schmidhuber 2015, arXiv:1505.00387, equation 3.
 */
public final class Highway implements Layer<Tensor, Tensor> {

    /** The gate is nearly closed at first, so that deep stacks begin as the way past all layers; section 2.2 of the paper. */
    private static final float CLOSED = -1;

    private final Layer<Tensor, Tensor> inner;
    private final Tensor w;
    private final Tensor b;

    /**
     * Creates {@code w [features, features]} (Glorot) and {@code b [features]} (-1).
     *
     * @param parameters the scope that they are created in
     * @param inner f, from {@code […, features]} to the same
     */
    public Highway(Parameters parameters, int features, Layer<Tensor, Tensor> inner) {
        this.inner = inner;
        w = parameters.create("w", Shape.of(features, features), Init.glorot());
        b = parameters.create("b", Shape.of(features), Init.constant(CLOSED));
    }

    /** Maps {@code […, features]} to the same. */
    @Override
    public Tensor apply(Tensor x) {
        Tensor gate = x.matmul(w).add(b).sigmoid();
        Tensor y = Residual.sameShape("highway", x, inner.apply(x));
        return gate.mul(y).add(gate.oneMinus().mul(x));
    }
}
