package rnn4j.bench.contest;

import java.util.Locale;

/** In what a contest is measured. */
public enum Measure {
    /** Sequence-steps a second: batch times length over the time of a call. */
    STEPS_PER_SECOND,

    /** Microseconds of a call, the median of many. */
    MICROSECONDS,

    /** The nominal flop a second over the FMA peak of one core. */
    SHARE_OF_PEAK;

    /**
     * Returns the figure of a sample.
     *
     * @param work sequence-steps of one call, or the seconds that it would take at the peak
     */
    public double figure(Sample sample, double work) {
        return this == MICROSECONDS ? sample.median() / 1e3 : work * 1e9 / sample.mean();
    }

    /** Returns how many times as good one figure is as another. */
    public double ratio(double figure, double other) {
        return this == MICROSECONDS ? other / figure : figure / other;
    }

    /** Returns {@code 151.2k (149.0k–152.9k)}, or {@code 5.90 µs (5.80–6.10)}. */
    public String text(Spread spread) {
        return text(spread.median()) + (this == MICROSECONDS ? " µs (" : " (") + text(spread.low()) + "–"
                + text(spread.high()) + ")";
    }

    private String text(double figure) {
        if (this == SHARE_OF_PEAK) {
            return digits(100 * figure) + " %";
        }
        if (this == MICROSECONDS || figure < 1e3) {
            return digits(figure);
        }
        return figure < 1e6 ? digits(figure / 1e3) + "k" : digits(figure / 1e6) + "M";
    }

    private static String digits(double figure) {
        return String.format(Locale.ROOT, figure < 10 ? "%.2f" : "%.1f", figure);
    }
}
