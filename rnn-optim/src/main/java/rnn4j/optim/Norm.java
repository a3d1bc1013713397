package rnn4j.optim;

import java.util.Collection;
import rnn4j.tensor.Tensor;

/** The Euclidean length of tensors, correct from the smallest to the largest numbers; not finite exactly if one of them is not. */
public final class Norm {

    /** Below it a sum of squares may have lost squares that were too small for float32. */
    private static final float SMALLEST_SAFE = 1e-20f;

    private Norm() {}

    /** Returns √Σ x² of one tensor, any shape. */
    public static double of(Tensor x) {
        if (!x.finite()) {
            return Double.NaN;
        }
        if (x.shape().count() == 0) {
            return 0;
        }
        float squares = x.square().sum().value();
        if (squares > SMALLEST_SAFE && squares < Float.POSITIVE_INFINITY) {
            return Math.sqrt(squares);
        }
        Tensor largest = x.abs().reshape(x.shape().count()).max(0);
        float scale = largest.value();
        return scale == 0 ? 0 : scale * Math.sqrt(x.div(largest).square().sum().value());
    }

    /** Returns √Σ x² over all elements of all tensors. */
    public static double of(Collection<Tensor> tensors) {
        double squares = 0; // of lengths up to 1e43: far from the ends of a double
        for (Tensor tensor : tensors) {
            double length = of(tensor);
            squares += length * length;
        }
        return Math.sqrt(squares);
    }
}
