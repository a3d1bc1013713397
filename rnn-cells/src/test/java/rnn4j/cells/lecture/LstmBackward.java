package rnn4j.cells.lecture;

import static rnn4j.cells.lecture.Vectors.above;
import static rnn4j.cells.lecture.Vectors.add;
import static rnn4j.cells.lecture.Vectors.each;
import static rnn4j.cells.lecture.Vectors.map;
import static rnn4j.cells.lecture.Vectors.outer;
import static rnn4j.cells.lecture.Vectors.plus;
import static rnn4j.cells.lecture.Vectors.timesTransposed;

import java.util.List;

/**
 * Long short-term memory, backward by hand: what the loss of each step sends back through gates and memory.
 *
 * <pre>
 * δhₜ    = δLₜ/δhₜ + Δhₜ                                   Δhₜ comes from step t + 1
 * δcₜ    = δhₜ ⊙ oₜ ⊙ (1 - tanh²(cₜ)) + δcₜ₊₁ ⊙ fₜ₊₁
 * δgₜ    = δcₜ ⊙ iₜ ⊙ (1 - gₜ²)
 * δfₜ    = δcₜ ⊙ cₜ₋₁ ⊙ fₜ ⊙ (1 - fₜ)
 * δiₜ    = δcₜ ⊙ gₜ ⊙ iₜ ⊙ (1 - iₜ)
 * δoₜ    = δhₜ ⊙ tanh(cₜ) ⊙ oₜ ⊙ (1 - oₜ)
 * δgateₜ = [δiₜ; δfₜ; δgₜ; δoₜ]
 * δxₜ    = Wxᵀ δgateₜ
 * Δhₜ₋₁  = Whᵀ δgateₜ
 * δWx = Σ δgateₜ ⊗ xₜ      δWh = Σ δgateₜ₊₁ ⊗ hₜ      δb = Σ δgateₜ
 * </pre>
 */
final class LstmBackward {

    final double[][] dwx;
    final double[][] dwh;
    final double[] db;

    /** δxₜ, {@code [time][input]}. */
    final double[][] dxs;

    /**
     * Runs from the last step to the first.
     *
     * @param direct δLₜ/δhₜ, {@code [time][hidden]}
     */
    LstmBackward(LstmForward network, double[][] xs, double[][] direct) {
        int hidden = network.hidden;
        int last = xs.length - 1;
        List<LstmForward.Moment> moments = network.run(xs);
        dwx = new double[4 * hidden][xs[0].length];
        dwh = new double[4 * hidden][hidden];
        db = new double[4 * hidden];
        dxs = new double[xs.length][];
        double[] fromLaterH = new double[hidden];
        double[] fromLaterC = new double[hidden];
        double[] laterGates = new double[4 * hidden];
        for (int t = last; t >= 0; t--) {
            LstmForward.Moment now = moments.get(t);
            double[] before = t == 0 ? new double[hidden] : moments.get(t - 1).c;
            double[] dh = plus(direct[t], fromLaterH);
            double[] dc = plus(each(each(dh, now.o), map(now.c, LstmBackward::tanhSlope)), fromLaterC);
            double[] dg = each(each(dc, now.i), map(now.g, g -> 1 - g * g));
            double[] df = each(each(dc, before), map(now.f, LstmBackward::sigmoidSlope));
            double[] di = each(each(dc, now.g), map(now.i, LstmBackward::sigmoidSlope));
            double[] dgateO = each(each(dh, map(now.c, Math::tanh)), map(now.o, LstmBackward::sigmoidSlope));
            double[] gates = above(above(di, df), above(dg, dgateO));
            if (t < last) {
                add(dwh, outer(laterGates, now.h));
            }
            add(dwx, outer(gates, xs[t]));
            add(db, gates);
            dxs[t] = timesTransposed(network.wx, gates);
            fromLaterH = timesTransposed(network.wh, gates);
            fromLaterC = each(dc, now.f);
            laterGates = gates;
        }
    }

    private static double tanhSlope(double c) {
        double y = Math.tanh(c);
        return 1 - y * y;
    }

    private static double sigmoidSlope(double gate) {
        return gate * (1 - gate);
    }
}
