package rnn4j.cells.lecture;

import static rnn4j.cells.lecture.Vectors.each;
import static rnn4j.cells.lecture.Vectors.map;
import static rnn4j.cells.lecture.Vectors.plus;
import static rnn4j.cells.lecture.Vectors.times;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Long short-term memory, forward.
 *
 * <pre>
 * h₋₁ = c₋₁ = 0
 * iₜ = σ(Wxi xₜ + Whi hₜ₋₁ + bi)
 * fₜ = σ(Wxf xₜ + Whf hₜ₋₁ + bf)
 * gₜ = tanh(Wxg xₜ + Whg hₜ₋₁ + bg)
 * oₜ = σ(Wxo xₜ + Who hₜ₋₁ + bo)
 * cₜ = fₜ ⊙ cₜ₋₁ + iₜ ⊙ gₜ
 * hₜ = oₜ ⊙ tanh(cₜ)
 * </pre>
 *
 * <p>The rows of {@code Wx} are those of Wxi, Wxf, Wxg and Wxo, one below the other; so are those of {@code Wh} and {@code b}.
 */
final class LstmForward {

    /** {@code [4·hidden][input]}. */
    final double[][] wx;

    /** {@code [4·hidden][hidden]}. */
    final double[][] wh;

    /** {@code [4·hidden]}. */
    final double[] b;

    final int hidden;

    LstmForward(double[][] wx, double[][] wh, double[] b) {
        this.wx = wx;
        this.wh = wh;
        this.b = b;
        this.hidden = b.length / 4;
    }

    /** What one step computes, each {@code [hidden]}. */
    static final class Moment {
        final double[] i;
        final double[] f;
        final double[] g;
        final double[] o;
        final double[] c;
        final double[] h;

        Moment(double[] gates, double[] before) {
            int hidden = before.length;
            i = map(Arrays.copyOfRange(gates, 0, hidden), Vectors::sigmoid);
            f = map(Arrays.copyOfRange(gates, hidden, 2 * hidden), Vectors::sigmoid);
            g = map(Arrays.copyOfRange(gates, 2 * hidden, 3 * hidden), Math::tanh);
            o = map(Arrays.copyOfRange(gates, 3 * hidden, 4 * hidden), Vectors::sigmoid);
            c = plus(each(f, before), each(i, g));
            h = each(o, map(c, Math::tanh));
        }
    }

    /** Returns what every step computes of inputs {@code [time][input]}. */
    List<Moment> run(double[][] xs) {
        List<Moment> moments = new ArrayList<>();
        double[] h = new double[hidden];
        double[] c = new double[hidden];
        for (double[] x : xs) {
            Moment now = new Moment(plus(plus(times(wx, x), times(wh, h)), b), c);
            moments.add(now);
            h = now.h;
            c = now.c;
        }
        return moments;
    }

    /** Returns the outputs hₜ, {@code [time][hidden]}. */
    static double[][] outputs(List<Moment> moments) {
        return moments.stream().map(moment -> moment.h).toArray(double[][]::new);
    }
}
