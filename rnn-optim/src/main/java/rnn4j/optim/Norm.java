package rnn4j.optim;

import java.util.Collection;
import rnn4j.tensor.Tensor;

/**
 * The Euclidean length of tensors, correct from the smallest to the largest numbers; not finite exactly if one of them is not.
 *
 * <p>Squares are summed in double precision, where those of float32 neither overflow nor vanish.
 */
public final class Norm {

    private Norm() {}

    /** Returns √Σ x² of one tensor, any shape. */
    public static double of(Tensor x) {
        return Math.sqrt(x.sumOfSquares());
    }

    /** Returns √Σ x² over all elements of all tensors, whose sums are added in their order. */
    public static double of(Collection<Tensor> tensors) {
        double squares = 0;
        for (Tensor tensor : tensors) {
            squares += tensor.sumOfSquares();
        }
        return Math.sqrt(squares);
    }
}
