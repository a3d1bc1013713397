package rnn4j.cells.lecture;

import static rnn4j.cells.lecture.Vectors.above;
import static rnn4j.cells.lecture.Vectors.add;
import static rnn4j.cells.lecture.Vectors.each;
import static rnn4j.cells.lecture.Vectors.map;
import static rnn4j.cells.lecture.Vectors.outer;
import static rnn4j.cells.lecture.Vectors.plus;
import static rnn4j.cells.lecture.Vectors.times;
import static rnn4j.cells.lecture.Vectors.timesTransposed;

/**
 * The Elman network with one matrix, and its gradient by back-propagation through time.
 *
 * <pre>
 * hₜ           = tanh(W [xₜ; hₜ₋₁] + b)          W = [Wxh Whh] side by side, the input over the state
 * δsₜ          = (δLₜ/δhₜ + Δhₜ) ⊙ (1 - hₜ²)
 * [δxₜ; Δhₜ₋₁] = Wᵀ δsₜ
 * δL/δW        = Σ δsₜ ⊗ [xₜ; hₜ₋₁]
 * </pre>
 */
final class ElmanOneMatrix {

    /** {@code [hidden][input + hidden]}. */
    final double[][] w;

    /** {@code [hidden]}. */
    final double[] b;

    ElmanOneMatrix(double[][] wxh, double[][] whh, double[] b) {
        this.w = sideBySide(wxh, whh);
        this.b = b;
    }

    /** Returns [A B]. */
    static double[][] sideBySide(double[][] a, double[][] b) {
        double[][] joined = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            joined[i] = above(a[i], b[i]);
        }
        return joined;
    }

    /** Returns the states of inputs {@code [time][input]}: {@code [time][hidden]}. */
    double[][] states(double[][] xs) {
        double[][] hs = new double[xs.length][];
        for (int t = 0; t < xs.length; t++) {
            hs[t] = map(plus(times(w, above(xs[t], before(hs, t))), b), Math::tanh);
        }
        return hs;
    }

    /** Returns δL/δW. */
    double[][] gradient(SoftmaxOutput output, double[][] xs, int[] targets) {
        double[][] hs = states(xs);
        double[][] dw = new double[w.length][w[0].length];
        double[] later = new double[b.length];
        for (int t = xs.length - 1; t >= 0; t--) {
            double[] dh = plus(output.stateGradient(hs[t], targets[t]), later);
            double[] ds = each(dh, map(hs[t], h -> 1 - h * h));
            add(dw, outer(ds, above(xs[t], before(hs, t))));
            System.arraycopy(timesTransposed(w, ds), xs[t].length, later, 0, later.length);
        }
        return dw;
    }

    private double[] before(double[][] hs, int t) {
        return t == 0 ? new double[b.length] : hs[t - 1];
    }
}
