package rnn4j.testkit;

import java.util.function.DoubleUnaryOperator;

/** A slope at 0 by central differences of fourth order, and whether the function is smooth enough to have one. */
final class Slope {

    /** Truncation ~ H⁴/30 of the fifth derivative and rounding ~ 2⁻⁵³/H are both far below 1e-9. */
    private static final double H = 1e-3;

    private static final double BEND = 0.75;

    private final DoubleUnaryOperator function;

    Slope(DoubleUnaryOperator function) {
        this.function = function;
    }

    /** Returns the slope: (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h. */
    double value() {
        return value(H);
    }

    private double value(double h) {
        double near = function.applyAsDouble(h) - function.applyAsDouble(-h);
        double far = function.applyAsDouble(2 * h) - function.applyAsDouble(-2 * h);
        return (8 * near - far) / (12 * h);
    }

    /**
     * Returns whether there is no kink or jump within 2 H.
     *
     * <p>Of a smooth function the slope hardly changes with the distance, and the bend, (f(h) + f(-h) - 2 f(0)) / h, halves
     * with it; at a kink one or the other does not.
     *
     * @param allowed the greatest difference of two slopes that counts as none
     */
    boolean smooth(double allowed) {
        if (Math.abs(value(H) - value(H / 2)) > allowed) {
            return false;
        }
        double wide = Math.abs(bend(H));
        return wide < 1e-6 || Math.abs(bend(H / 2)) <= BEND * wide;
    }

    private double bend(double h) {
        return (function.applyAsDouble(h) + function.applyAsDouble(-h) - 2 * function.applyAsDouble(0)) / h;
    }
}
