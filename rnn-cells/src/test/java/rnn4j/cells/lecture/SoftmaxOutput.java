package rnn4j.cells.lecture;

import static rnn4j.cells.lecture.Vectors.add;
import static rnn4j.cells.lecture.Vectors.outer;
import static rnn4j.cells.lecture.Vectors.times;
import static rnn4j.cells.lecture.Vectors.timesTransposed;

/**
 * The output of a network that chooses a class at each step, and its loss, summed over time.
 *
 * <pre>
 * ŷₜ     = softmax(V hₜ)
 * Lₜ     = -log ŷₜ[targetₜ]
 * L      = Σ Lₜ
 * δL/δV  = Σ (ŷₜ - yₜ) ⊗ hₜ          yₜ is 1 at the target, else 0
 * δL/δhₜ = Vᵀ (ŷₜ - yₜ)              the part that does not come through later steps
 * </pre>
 */
final class SoftmaxOutput {

    /** {@code [classes][hidden]}. */
    final double[][] v;

    SoftmaxOutput(double[][] v) {
        this.v = v;
    }

    /** Returns the probabilities ŷₜ of one state. */
    double[] probabilities(double[] h) {
        double[] scores = times(v, h);
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score);
        }
        double[] y = new double[scores.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.exp(scores[i]) / sum;
        }
        return y;
    }

    /** Returns L = Σ Lₜ. */
    double loss(double[][] hs, int[] targets) {
        double loss = 0;
        for (int t = 0; t < hs.length; t++) {
            loss -= Math.log(probabilities(hs[t])[targets[t]]);
        }
        return loss;
    }

    /** Returns ŷₜ - yₜ, which is δLₜ/δ(V hₜ). */
    double[] error(double[] h, int target) {
        double[] error = probabilities(h);
        error[target] -= 1;
        return error;
    }

    /** Returns δL/δV = Σ (ŷₜ - yₜ) ⊗ hₜ. */
    double[][] gradient(double[][] hs, int[] targets) {
        double[][] dv = new double[v.length][v[0].length];
        for (int t = 0; t < hs.length; t++) {
            add(dv, outer(error(hs[t], targets[t]), hs[t]));
        }
        return dv;
    }

    /** Returns δLₜ/δhₜ = Vᵀ (ŷₜ - yₜ). */
    double[] stateGradient(double[] h, int target) {
        return timesTransposed(v, error(h, target));
    }
}
