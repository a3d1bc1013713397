package rnn4j.testkit;

import java.util.List;
import java.util.Optional;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Tensor;

/** Holds the gradient of a passage, computed in float64, against central differences of fourth order. */
final class FourPoints {

    /** Up to this many units each number is moved by itself; above, all numbers of a variable along random directions. */
    static final int SMALL = 7;

    private static final int TIME = 4;
    private static final int DIRECTIONS = 6;
    private static final double RELATIVE = 1e-9;
    private static final double ROUNDING = 1e-12;

    /** How often another point is drawn, if one lies too near a kink. */
    private static final int DRAWS = 5;

    private final Trial trial;
    private final TracedPassage passage;
    private final List<double[]> gradients;
    private boolean kinked;

    private FourPoints(Trial trial) {
        this.trial = trial;
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        passage = new TracedPassage(Passage.over(subject, trial.batch(), TIME), x, subject.reached(trial.batch()));
        gradients = passage.gradients();
    }

    /** Refuses a gradient that differs, unless the point has a kink beside it; then another point is drawn. */
    static void check(Trial trial) {
        for (int draw = 0; draw < DRAWS; draw++) {
            FourPoints points = new FourPoints(trial.withSeed(trial.seed() + 1000L * draw));
            Optional<String> difference = points.difference();
            if (difference.isEmpty()) {
                return;
            }
            if (!points.kinked) {
                throw new AssertionError(difference.get() + " (drawn with seed " + points.trial.seed() + ")");
            }
        }
        throw new AssertionError("it has a kink or a jump beside each of " + DRAWS
                + " random points; use another seed(), or gradientIsExact() if the cell is made of jumps");
    }

    private Optional<String> difference() {
        List<String> names = passage.names();
        for (int variable = 0; variable < names.size(); variable++) {
            Optional<String> difference = difference(variable, names.get(variable));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> difference(int variable, String name) {
        double[][] directions = directions(gradients.get(variable).length, name);
        Slope[] slopes = new Slope[directions.length];
        double[] derived = new double[directions.length];
        double[] measured = new double[directions.length];
        for (int i = 0; i < directions.length; i++) {
            double[] direction = directions[i];
            slopes[i] = new Slope(distance -> passage.loss(variable, direction, distance));
            derived[i] = product(gradients.get(variable), direction);
            measured[i] = slopes[i].value();
        }
        double[] error = new double[directions.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = derived[i] - measured[i];
        }
        double loss = Math.abs(passage.loss(variable, new double[gradients.get(variable).length], 0));
        double allowed = RELATIVE * Math.max(norm(derived), norm(measured))
                + ROUNDING * Math.max(1, loss) * Math.sqrt(error.length);
        if (norm(error) <= allowed) {
            return Optional.empty();
        }
        for (Slope slope : slopes) {
            kinked |= !slope.smooth(allowed);
        }
        return Optional.of("the gradient of " + name + " is " + norm(error)
                + " away from the central differences, whose norm is " + norm(measured) + "; allowed is " + allowed);
    }

    /** Returns directions of length 1: the axes when there are few numbers to move, else random ones. */
    private double[][] directions(int size, String name) {
        if (trial.spec().hidden() <= SMALL) {
            double[][] axes = new double[size][size];
            for (int i = 0; i < size; i++) {
                axes[i][i] = 1;
            }
            return axes;
        }
        double[][] random = new double[Math.min(DIRECTIONS, size)][size];
        for (int i = 0; i < random.length; i++) {
            RandomSource source =
                    RandomSource.of(trial.seed(), "direction of " + name).at(i);
            for (int place = 0; place < size; place++) {
                random[i][place] = source.normal(place);
            }
            double norm = norm(random[i]);
            for (int place = 0; place < size; place++) {
                random[i][place] /= norm;
            }
        }
        return random;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] values) {
        return Math.sqrt(product(values, values));
    }
}
