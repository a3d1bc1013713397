package rnn4j.nn;

import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Window;

/**
 * The convolution of images with a bias: {@code [batch, height, width, channels]} to {@code [batch, down, across, out]},
 * {@code y = Σ x w + b} over the places that the window sees. LeCun et al. 1998, section II; the kernel is not turned over.
 */
public final class Conv2d implements Layer<Tensor, Tensor> {

    private final Window window;
    private final Tensor w;
    private final Tensor b;

    /**
     * Creates {@code w [kernel height · kernel width · channels, out]} (He et al. 2015) and {@code b [out]} (zeros).
     *
     * @param parameters the scope that they are created in
     * @param window which places an output sees
     */
    public Conv2d(Parameters parameters, Window window, int channels, int out) {
        this.window = window;
        w = parameters.create("w", Shape.of(Math.multiplyExact(window.places(), channels), out), Init.he());
        b = parameters.create("b", Shape.of(out), Init.zeros());
    }

    /** Maps {@code [batch, height, width, channels]} to {@code [batch, down, across, out]}. */
    @Override
    public Tensor apply(Tensor x) {
        return x.conv2d(w, window).add(b);
    }
}
