package rnn4j.cells.lecture;

import static rnn4j.cells.lecture.Vectors.add;
import static rnn4j.cells.lecture.Vectors.each;
import static rnn4j.cells.lecture.Vectors.identity;
import static rnn4j.cells.lecture.Vectors.map;
import static rnn4j.cells.lecture.Vectors.outer;
import static rnn4j.cells.lecture.Vectors.times;
import static rnn4j.cells.lecture.Vectors.timesTransposed;

/**
 * The gradient of the Elman network with the product of Jacobians: each loss reaches each earlier step through all between.
 *
 * <pre>
 * δL/δW     = Σₜ Σₖ≤ₜ  δLₜ/δhₜ · δhₜ/δhₖ · δhₖ/δW      the last with hₖ₋₁ held fast
 * δhₜ/δhₖ   = δhₜ/δhₜ₋₁ · … · δhₖ₊₁/δhₖ               a product of matrices
 * δhⱼ/δhⱼ₋₁ = diag(1 - hⱼ²) Whh
 * </pre>
 *
 * <p>The work grows with the square of the time; that is what back-propagation through time saves.
 */
final class ElmanJacobians {

    final double[][] dwxh;
    final double[][] dwhh;
    final double[] db;

    ElmanJacobians(ElmanForward network, SoftmaxOutput output, double[][] xs, int[] targets) {
        int hidden = network.b.length;
        dwxh = new double[hidden][xs[0].length];
        dwhh = new double[hidden][hidden];
        db = new double[hidden];
        double[][] hs = network.states(xs);
        for (int t = 0; t < xs.length; t++) {
            double[] dh = output.stateGradient(hs[t], targets[t]);
            double[][] through = identity(hidden);
            for (int k = t; k >= 0; k--) {
                double[] dsum = each(timesTransposed(through, dh), slope(hs[k]));
                add(dwxh, outer(dsum, xs[k]));
                add(dwhh, outer(dsum, network.before(hs, k)));
                add(db, dsum);
                through = times(through, jacobian(network, hs[k]));
            }
        }
    }

    /** The slope of tanh where it gave h: 1 - h². */
    private static double[] slope(double[] h) {
        return map(h, value -> 1 - value * value);
    }

    /** δhₖ/δhₖ₋₁ = diag(1 - hₖ²) Whh. */
    private static double[][] jacobian(ElmanForward network, double[] h) {
        double[] slope = slope(h);
        double[][] jacobian = new double[h.length][h.length];
        for (int i = 0; i < h.length; i++) {
            for (int j = 0; j < h.length; j++) {
                jacobian[i][j] = slope[i] * network.whh[i][j];
            }
        }
        return jacobian;
    }
}
