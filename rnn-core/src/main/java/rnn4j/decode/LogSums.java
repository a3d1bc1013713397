package rnn4j.decode;

/** Sums of probabilities by their natural logarithms, in the order given. */
final class LogSums {

    private LogSums() {}

    /** Returns {@code log Σ e^x}; what is not finite comes through. */
    static double of(float[] x) {
        double sum = Double.NEGATIVE_INFINITY;
        for (float each : x) {
            sum = of(sum, each);
        }
        return sum;
    }

    /** Returns {@code log(e^a + e^b)}. */
    static double of(double a, double b) {
        double greater = Math.max(a, b);
        return Double.isFinite(greater)
                ? greater + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - greater))
                : greater;
    }
}
