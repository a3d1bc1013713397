package rnn4j.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.State;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Tensor;

/** Holds gradients of a passage, computed in float64, against central differences of fourth order. */
final class FourPoints {

    /** Up to this many units each number is moved by itself; above, all numbers of a variable along random directions. */
    static final int SMALL = 7;

    private static final int TIME = 4;
    private static final int DIRECTIONS = 6;
    private static final double ROUNDING = 1e-12;

    /** How often another point is drawn, if one lies too near a kink. */
    private static final int DRAWS = 5;

    private final Trial trial;
    private final String variables;
    private final Worst.Kind kind;
    private final TracedPassage passage;
    private final List<double[]> gradients;
    private boolean kinked;

    private FourPoints(Trial trial, String variables, boolean second) {
        this.trial = trial;
        this.variables = variables;
        this.kind = second ? Worst.Kind.SECOND : Worst.Kind.DIFFERENCES;
        Subject subject = trial.subject();
        Passage run = Passage.over(subject, trial.batch(), TIME);
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(trial.batch());
        passage = second ? TracedPassage.ofGradients(run, x, from) : TracedPassage.of(run, x, from);
        gradients = passage.gradients();
    }

    /** Refuses gradients of some variables that differ, unless the point has a kink beside it; then another is drawn. */
    static void first(Trial trial, String variables) {
        check(trial, at -> new FourPoints(at, variables, false));
    }

    /** Refuses gradients of gradients that differ. */
    static void second(Trial trial) {
        check(trial, at -> new FourPoints(at, "", true));
    }

    private static void check(Trial trial, Function<Trial, FourPoints> drawn) {
        for (int draw = 0; draw < DRAWS; draw++) {
            FourPoints points = drawn.apply(trial.withSeed(trial.seed() + 1000L * draw));
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
        Assumptions.assumeTrue(
                names.stream().anyMatch(name -> name.startsWith(variables)), () -> "it has no " + variables);
        for (int variable = 0; variable < names.size(); variable++) {
            Optional<String> difference = names.get(variable).startsWith(variables)
                    ? difference(variable, names.get(variable))
                    : Optional.empty();
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
        double size = Math.max(norm(derived), norm(measured));
        double allowed = kind.bound() * size + ROUNDING * Math.max(1, loss) * Math.sqrt(error.length);
        if (norm(error) <= allowed) {
            trial.worst().met(kind, norm(error) * kind.bound() / allowed);
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
        if (trial.spec().hidden() <= SMALL && kind == Worst.Kind.DIFFERENCES) {
            double[][] axes = new double[size][size];
            for (int i = 0; i < size; i++) {
                axes[i][i] = 1;
            }
            return axes;
        }
        double[][] random = new double[Math.min(kind == Worst.Kind.DIFFERENCES ? DIRECTIONS : 1, size)][size];
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
