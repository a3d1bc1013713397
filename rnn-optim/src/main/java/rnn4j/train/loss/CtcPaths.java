package rnn4j.train.loss;

import java.util.Arrays;
import java.util.List;

/**
 * The paths of one row that read as its labels: the forward and backward variables of Graves et al. 2006, section 4.1, as logarithms.
 *
 * <p>A path goes through places: a blank, a label, a blank and so on, one blank more than labels. From step to step it stays, goes to
 * the next place, or leaves out the blank between two labels that differ.
 */
final class CtcPaths {

    private static final double NONE = Double.NEGATIVE_INFINITY;

    private final float[] logs;
    private final int symbols;
    private final int[] rows;

    /** The symbol of each place. */
    private final int[] places;

    /** Whether a path may come to a place from the one before the last. */
    private final boolean[] skips;

    /** The logarithm of the probability to be at a place after a step, that step included. */
    private final double[][] forward;

    private final double logProbability;

    /**
     * Adds up the paths from the front.
     *
     * @param logs {@code [steps of all rows, symbols]}, the logarithms of probabilities
     * @param rows which steps are this row's, in order
     * @param labels of this row, which fit into its steps
     */
    CtcPaths(float[] logs, int symbols, int[] rows, List<Integer> labels, int blank) {
        this.logs = logs;
        this.symbols = symbols;
        this.rows = rows.clone();
        places = new int[2 * labels.size() + 1];
        skips = new boolean[places.length];
        Arrays.fill(places, blank);
        for (int i = 0; i < labels.size(); i++) {
            places[2 * i + 1] = labels.get(i);
            skips[2 * i + 1] = i > 0 && !labels.get(i).equals(labels.get(i - 1));
        }
        forward = forward();
        logProbability = rows.length == 0 ? 0 : end(forward[rows.length - 1]);
    }

    /** Returns the logarithm of the probability of all paths; 0 for no steps, which read as no labels. */
    double logProbability() {
        return logProbability;
    }

    private double log(int step, int place) {
        return logs[rows[step] * symbols + places[place]];
    }

    /** A path ends with the last label or with the blank behind it. */
    private static double end(double[] last) {
        return last.length == 1 ? last[0] : sum(last[last.length - 1], last[last.length - 2], NONE);
    }

    private double[][] forward() {
        double[][] at = new double[rows.length][places.length];
        for (int step = 0; step < at.length; step++) {
            for (int place = 0; place < places.length; place++) {
                double come = step == 0
                        ? place < 2 ? 0 : NONE
                        : sum(
                                at[step - 1][place],
                                place > 0 ? at[step - 1][place - 1] : NONE,
                                skips[place] ? at[step - 1][place - 2] : NONE);
                at[step][place] = come + log(step, place);
            }
        }
        return at;
    }

    /**
     * Subtracts the probability to be at each symbol, given the labels: the derivative of −log of the probability of all paths with
     * respect to the logarithms.
     *
     * @param slope {@code [steps of all rows, symbols]}
     */
    void addSlope(float[] slope) {
        double[] after = new double[places.length];
        for (int step = rows.length - 1; step >= 0; step--) {
            after = step == rows.length - 1 ? last() : before(step, after);
            double[] share = new double[symbols];
            for (int place = 0; place < places.length; place++) {
                share[places[place]] += StrictMath.exp(forward[step][place] + after[place] - logProbability);
            }
            int row = rows[step] * symbols;
            for (int symbol = 0; symbol < symbols; symbol++) {
                slope[row + symbol] -= (float) share[symbol];
            }
        }
    }

    private double[] last() {
        double[] last = new double[places.length];
        for (int place = 0; place < places.length - 2; place++) {
            last[place] = NONE;
        }
        return last;
    }

    /** Returns the logarithms of what comes after a step, that step not included, from those of the next. */
    private double[] before(int step, double[] next) {
        double[] come = new double[places.length];
        for (int place = 0; place < places.length; place++) {
            come[place] = next[place] + log(step + 1, place);
        }
        double[] before = new double[places.length];
        for (int place = 0; place < places.length; place++) {
            before[place] = sum(
                    come[place],
                    place + 1 < places.length ? come[place + 1] : NONE,
                    place + 2 < places.length && skips[place + 2] ? come[place + 2] : NONE);
        }
        return before;
    }

    /** Returns log(e^a + e^b + e^c). */
    private static double sum(double a, double b, double c) {
        double greatest = Math.max(a, Math.max(b, c));
        if (!Double.isFinite(greatest)) {
            return greatest;
        }
        return greatest + StrictMath.log(part(a - greatest) + part(b - greatest) + part(c - greatest));
    }

    /** Returns e^x; what would not change a sum that is at least 1 is left out. */
    private static double part(double x) {
        return x < -40 ? 0 : x == 0 ? 1 : StrictMath.exp(x);
    }
}
