package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The learning rate of each step: a function of the step's number, without memory.
 *
 * <p>A rate is finite and not negative; the trainer refuses any other before it computes the step.
 */
@FunctionalInterface
public interface Schedule {

    /**
     * Returns the learning rate of a step.
     *
     * @param step how many steps were made before it, from 0
     */
    double rate(long step);

    /** Returns the same rate for every step. */
    static Schedule constant(double rate) {
        checkRate("constant", "rate", rate);
        return step -> rate;
    }

    /**
     * Returns half a cosine from the peak down to 0: {@link Cosine} without warm-up.
     *
     * @param peak the rate of the first step
     * @param steps after so many the rate is 0
     */
    static Schedule cosine(double peak, long steps) {
        return new Cosine(peak, 0, 0, steps);
    }

    /**
     * Returns half a cosine from the peak down to 0 after a linear rise: {@link Cosine}.
     *
     * @param peak the rate at the end of the rise
     * @param warmUp how many steps the rise takes
     * @param steps after so many, the rise included, the rate is 0
     */
    static Schedule cosine(double peak, long warmUp, long steps) {
        return new Cosine(peak, 0, warmUp, steps);
    }

    /**
     * A linear rise to the peak, then half a cosine down to the floor, where it stays.
     *
     * <pre>
     * s &lt; W:      peak (s + 1) / W
     * W ≤ s &lt; S:  floor + (peak − floor) (1 + cos(π (s − W) / (S − W))) / 2
     * S ≤ s:      floor
     * </pre>
     *
     * <p>Loshchilov &amp; Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation 5, without
     * restarts.
     *
     * @param peak the greatest rate
     * @param floor the last rate, at most the peak
     * @param warmUp W, how many steps the rise takes; 0 for none
     * @param steps S, after how many steps the floor is reached
     */
    record Cosine(double peak, double floor, long warmUp, long steps) implements Schedule {

        /** Checks the rates and steps. */
        public Cosine {
            checkRate("cosine", "peak", peak);
            checkRate("cosine", "floor", floor);
            checkArgument(floor <= peak, "cosine: floor %s above peak %s; exchange them", floor, peak);
            checkArgument(
                    warmUp >= 0 && warmUp < steps,
                    "cosine: %s steps of warm-up of %s in all; leave some for the way down",
                    warmUp,
                    steps);
        }

        @Override
        public double rate(long step) {
            if (step < warmUp) {
                return peak * (step + 1) / warmUp;
            }
            if (step >= steps) {
                return floor;
            }
            double way = (double) (step - warmUp) / (steps - warmUp);
            return floor + (peak - floor) * (1 + StrictMath.cos(Math.PI * way)) / 2;
        }
    }

    private static void checkRate(String schedule, String which, double rate) {
        checkArgument(
                rate >= 0 && Double.isFinite(rate),
                "%s: %s %s; use a finite number that is not negative",
                schedule,
                which,
                rate);
    }
}
