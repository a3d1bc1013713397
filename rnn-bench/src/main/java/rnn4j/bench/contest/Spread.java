package rnn4j.bench.contest;

import java.util.Arrays;
import java.util.Collection;

/**
 * The figures of some rounds.
 *
 * @param median the middle one
 * @param low the lowest
 * @param high the highest
 */
public record Spread(double median, double low, double high) {

    /** Returns the spread of at least one figure. */
    public static Spread of(Collection<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }

    /** Returns whether both ranges have a figure in common. */
    public boolean overlaps(Spread other) {
        return low <= other.high && other.low <= high;
    }
}
