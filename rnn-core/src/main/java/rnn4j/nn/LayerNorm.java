package rnn4j.nn;

import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * Layer normalisation of the last axis, {@code […, features]} to the same: {@code y = (x - mean x) / √(variance x + ε) gain + bias}, each
 * group of features by itself. Ba, Kiros and Hinton 2016, arXiv:1607.06450; with groups Wu and He 2018, arXiv:1803.08494. The variance
 * is divided by n, ε is 1e-5, and the quotient is computed as a product with the reciprocal of the root.
 */
public final class LayerNorm implements Layer<Tensor, Tensor> {

    private static final float EPSILON = 1e-5f;

    private final int groups;
    private final Tensor gain;
    private final Tensor bias;

    /**
     * Creates {@code gain [features]} (ones) and {@code bias [features]} (zeros).
     *
     * @param parameters the scope that they are created in
     */
    public LayerNorm(Parameters parameters, int features) {
        this(parameters, features, 1);
    }

    /**
     * Creates {@code gain [features]} (ones) and {@code bias [features]} (zeros).
     *
     * @param parameters the scope that they are created in
     * @param groups how many equal parts of the features are normalised by themselves
     */
    public LayerNorm(Parameters parameters, int features, int groups) {
        if (groups < 1 || features % groups != 0) {
            throw new IllegalArgumentException(
                    "layer norm: " + groups + " groups of " + features + " features; use a number that divides them");
        }
        this.groups = groups;
        gain = parameters.create("gain", Shape.of(features), Init.ones());
        bias = parameters.create("bias", Shape.of(features), Init.zeros());
    }

    /** Maps {@code […, features]} to the same. */
    @Override
    public Tensor apply(Tensor x) {
        int features = gain.shape().size(0);
        if (x.shape().rank() == 0 || x.shape().size(-1) != features) {
            throw new ShapeException("layer norm", "the input is " + x.shape() + "; its last axis must be " + features);
        }
        Tensor normal = groups == 1
                ? normal(x)
                : normal(x.reshape(x.shape().count() / features, groups, features / groups))
                        .reshape(x.shape());
        return normal.mul(gain).add(bias);
    }

    private static Tensor normal(Tensor x) {
        Tensor centred = x.sub(x.mean(-1).expand(-1));
        Tensor variance = centred.square().mean(-1).expand(-1);
        return centred.mul(variance.add(EPSILON).sqrt().reciprocal());
    }
}
