package rnn4j.nn;

import rnn4j.cell.Sequence;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * The causal convolution of sequences with a bias: {@code [time, batch, features]} to {@code [time, batch, out]},
 * {@code y(t) = Σ x(t - lag · dilation) w + b} for the lags {@code kernel - 1} to 0, with zeros before the first step. Van den Oord
 * et al. 2016, arXiv:1609.03499, sections 2.1 and 2.2.
 */
public final class CausalConv1d implements Layer<Sequence, Sequence> {

    private final int features;
    private final int dilation;
    private final Tensor w;
    private final Tensor b;

    /**
     * Creates {@code w [kernel · features, out]} (Glorot), the earliest step first, and {@code b [out]} (zeros).
     *
     * @param parameters the scope that they are created in
     * @param kernel how many steps an output sees
     * @param dilation how far these lie apart
     */
    public CausalConv1d(Parameters parameters, int features, int out, int kernel, int dilation) {
        if (features < 1 || kernel < 1 || dilation < 1) {
            throw new IllegalArgumentException("causal convolution: " + features + " features, kernel " + kernel
                    + ", dilation " + dilation + "; use 1 or more of each");
        }
        this.features = features;
        this.dilation = dilation;
        w = parameters.create("w", Shape.of(Math.multiplyExact(kernel, features), out), Init.glorot());
        b = parameters.create("b", Shape.of(out), Init.zeros());
    }

    /** Maps {@code [time, batch, features]} to {@code [time, batch, out]}; padding reaches no real step and no gradient. */
    @Override
    public Sequence apply(Sequence xs) {
        if (xs.features() != features) {
            throw new ShapeException(
                    "causal convolution",
                    "the input is " + xs.values().shape() + "; use [time, batch, " + features + "]");
        }
        Tensor y = Readout.valid(xs, 0).causalConv1d(w, dilation).add(b);
        return new Sequence(y, xs.lengths());
    }
}
