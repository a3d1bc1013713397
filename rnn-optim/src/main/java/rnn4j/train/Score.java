package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalDouble;

/**
 * Which score of a validation counts, and what is better.
 *
 * @param name as the validation calls it
 * @param higher whether more is better; less is where it is false
 * @param step by how much a score must be better than the best one to count, 0 or more
 */
public record Score(String name, boolean higher, double step) {

    /** Checks the step. */
    public Score {
        checkArgument(
                step >= 0 && Double.isFinite(step), "score %s: step %s; use a finite number, 0 or more", name, step);
    }

    /** Returns a score of which less is better, such as a loss. */
    public static Score lower(String name) {
        return new Score(name, false, 0);
    }

    /** Returns a score of which more is better, such as an accuracy. */
    public static Score higher(String name) {
        return new Score(name, true, 0);
    }

    /** Returns this score, of which less than a step counts as nothing. */
    public Score by(double atLeast) {
        return new Score(name, higher, atLeast);
    }

    /**
     * Returns the score's value.
     *
     * @throws IllegalArgumentException when the validation has no such score; those it has are told
     */
    public double of(ValidationReport report) {
        Double value = report.scores().get(name);
        if (value == null) {
            throw new IllegalArgumentException("score: the validation tells no '" + name + "' but "
                    + report.scores().keySet() + "; name one of these");
        }
        return value;
    }

    /** Returns whether a value is better than the best so far; NaN never is, and any other is better than none. */
    public boolean better(double value, OptionalDouble best) {
        if (Double.isNaN(value) || best.isEmpty()) {
            return !Double.isNaN(value);
        }
        double gain = higher ? value - best.getAsDouble() : best.getAsDouble() - value;
        return gain > step || (step == 0 && gain > 0);
    }
}
