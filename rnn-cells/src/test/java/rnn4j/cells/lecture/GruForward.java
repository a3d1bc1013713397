package rnn4j.cells.lecture;

import static rnn4j.cells.lecture.Vectors.sigmoid;

/**
 * The gated recurrent unit, forward, unit by unit.
 *
 * <pre>
 * h₋₁ = 0
 * rₜ = σ(Wxr xₜ + br + Whr hₜ₋₁)
 * zₜ = σ(Wxz xₜ + bz + Whz hₜ₋₁)
 * nₜ = tanh(Wxn xₜ + bn + rₜ ⊙ (Whn hₜ₋₁ + bh))
 * hₜ = (1 - zₜ) ⊙ nₜ + zₜ ⊙ hₜ₋₁
 * </pre>
 *
 * <p>The rows of {@code Wx} are those of Wxr, Wxz and Wxn, one below the other; so are those of {@code Wh} and {@code b}.
 */
final class GruForward {

    /** {@code [3·hidden][input]}. */
    final double[][] wx;

    /** {@code [3·hidden][hidden]}. */
    final double[][] wh;

    /** {@code [3·hidden]}. */
    final double[] b;

    /** {@code [hidden]}. */
    final double[] bh;

    GruForward(double[][] wx, double[][] wh, double[] b, double[] bh) {
        this.wx = wx;
        this.wh = wh;
        this.b = b;
        this.bh = bh;
    }

    /** Returns the states h₀ … of inputs {@code [time][input]}: {@code [time][hidden]}. */
    double[][] states(double[][] xs) {
        double[][] hs = new double[xs.length][bh.length];
        double[] before = new double[bh.length];
        for (int t = 0; t < xs.length; t++) {
            for (int unit = 0; unit < bh.length; unit++) {
                hs[t][unit] = next(unit, xs[t], before);
            }
            before = hs[t];
        }
        return hs;
    }

    private double next(int unit, double[] x, double[] before) {
        int ofZ = bh.length + unit;
        int ofN = 2 * bh.length + unit;
        double r = sigmoid(dot(wx[unit], x) + b[unit] + dot(wh[unit], before));
        double z = sigmoid(dot(wx[ofZ], x) + b[ofZ] + dot(wh[ofZ], before));
        double n = Math.tanh(dot(wx[ofN], x) + b[ofN] + r * (dot(wh[ofN], before) + bh[unit]));
        return (1 - z) * n + z * before[unit];
    }

    private static double dot(double[] row, double[] column) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * column[i];
        }
        return sum;
    }
}
