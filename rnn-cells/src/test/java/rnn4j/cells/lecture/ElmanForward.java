package rnn4j.cells.lecture;

import static rnn4j.cells.lecture.Vectors.map;
import static rnn4j.cells.lecture.Vectors.plus;
import static rnn4j.cells.lecture.Vectors.times;

/**
 * The Elman network, forward.
 *
 * <pre>
 * h₋₁ = 0
 * hₜ  = tanh(Wxh xₜ + Whh hₜ₋₁ + b)
 * </pre>
 */
final class ElmanForward {

    /** {@code [hidden][input]}. */
    final double[][] wxh;

    /** {@code [hidden][hidden]}. */
    final double[][] whh;

    /** {@code [hidden]}. */
    final double[] b;

    ElmanForward(double[][] wxh, double[][] whh, double[] b) {
        this.wxh = wxh;
        this.whh = whh;
        this.b = b;
    }

    /** Returns the states h₀ … of inputs {@code [time][input]}: {@code [time][hidden]}. */
    double[][] states(double[][] xs) {
        double[][] hs = new double[xs.length][];
        for (int t = 0; t < xs.length; t++) {
            hs[t] = map(plus(plus(times(wxh, xs[t]), times(whh, before(hs, t))), b), Math::tanh);
        }
        return hs;
    }

    /** Returns hₜ₋₁, which is zero before the first step. */
    double[] before(double[][] hs, int t) {
        return t == 0 ? new double[b.length] : hs[t - 1];
    }
}
