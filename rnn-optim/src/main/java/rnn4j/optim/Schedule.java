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
     * Returns a straight way from one rate to another, at which it stays.
     *
     * @param from the rate of the first step
     * @param to the rate after so many steps
     */
    static Schedule linear(double from, double to, long steps) {
        checkRate("linear", "from", from);
        checkRate("linear", "to", to);
        checkArgument(steps > 0, "linear: %s steps; use 1 or more", steps);
        return step -> step >= steps ? to : from + (to - from) * step / steps;
    }

    /**
     * Returns a rate that is multiplied by a factor after each so many steps: {@code rate factor^⌊s / steps⌋}.
     *
     * @param rate of the first steps
     * @param factor from 0 to 1
     * @param steps for how many the rate stays
     */
    static Schedule steps(double rate, double factor, long steps) {
        checkRate("steps", "rate", rate);
        checkArgument(factor >= 0 && factor <= 1, "steps: factor %s; use 0 to 1", factor);
        checkArgument(steps > 0, "steps: the rate stays for %s steps; use 1 or more", steps);
        return step -> {
            long falls = step / steps;
            return rate * StrictMath.pow(factor, (double) falls);
        };
    }

    /**
     * Returns a rate that falls by the same factor at each step: {@code rate factor^(s / steps)}.
     *
     * @param rate of the first step
     * @param factor what the rate is multiplied by over so many steps, from 0 to 1
     */
    static Schedule exponential(double rate, double factor, long steps) {
        checkRate("exponential", "rate", rate);
        checkArgument(factor > 0 && factor <= 1, "exponential: factor %s; use a number above 0, up to 1", factor);
        checkArgument(steps > 0, "exponential: a factor over %s steps; use 1 or more", steps);
        return step -> rate * StrictMath.pow(factor, (double) step / steps);
    }

    /**
     * Returns a way from one rate to another along a power of what is left: {@code to + (from - to) (1 - s / steps)^power}.
     *
     * @param power 1 for a straight line, 2 for a parabola that arrives flat
     */
    static Schedule polynomial(double from, double to, double power, long steps) {
        checkRate("polynomial", "from", from);
        checkRate("polynomial", "to", to);
        checkArgument(power > 0 && Double.isFinite(power), "polynomial: power %s; use a number above 0", power);
        checkArgument(steps > 0, "polynomial: %s steps; use 1 or more", steps);
        return step -> step >= steps ? to : to + (from - to) * StrictMath.pow(1 - (double) step / steps, power);
    }

    /**
     * Returns half cosines from the peak down to the floor, each after the other and longer than it. Loshchilov and Hutter 2017,
     * arXiv:1608.03983, equation 5.
     *
     * @param steps of the first way down
     * @param longer how many times as long each is as the one before, at least 1
     */
    static Schedule restarts(double peak, double floor, long steps, int longer) {
        checkRate("restarts", "peak", peak);
        checkRate("restarts", "floor", floor);
        checkArgument(floor <= peak, "restarts: floor %s above peak %s; exchange them", floor, peak);
        checkArgument(steps > 0, "restarts: %s steps of the first way down; use 1 or more", steps);
        checkArgument(longer >= 1, "restarts: each %s times as long as the one before; use 1 or more", longer);
        Cosine first = new Cosine(peak, floor, 0, steps);
        if (longer == 1) {
            return step -> first.rate(step % steps);
        }
        return step -> {
            long begin = 0;
            long length = steps;
            while (step - begin >= length) {
                begin += length;
                // beyond the last step that a long can count every way is endless
                length = length > Long.MAX_VALUE / longer ? Long.MAX_VALUE : length * longer;
            }
            return new Cosine(peak, floor, 0, length).rate(step - begin);
        };
    }

    /**
     * Returns half a cosine up from a low rate to the peak, then one down to nearly nothing. Smith and Topin 2018, arXiv:1708.07120, with
     * the numbers and the cosines that PyTorch takes: up from peak / 25 over the first 30 %, down to peak / 250,000.
     *
     * @param peak the greatest rate
     * @param steps in all; afterwards the last rate stays
     */
    static Schedule oneCycle(double peak, long steps) {
        checkRate("one-cycle", "peak", peak);
        checkArgument(steps > 3, "one-cycle: %s steps; use more than 3", steps);
        double start = peak / 25;
        double end = start / 1e4;
        double top = 0.3 * steps - 1;
        return step -> step <= top
                ? between(start, peak, step / top)
                : between(peak, end, Math.min((step - top) / (steps - 1 - top), 1));
    }

    /** Half a cosine from one number to another; the share of the way is from 0 to 1. */
    private static double between(double from, double to, double share) {
        return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * share));
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
