package rnn4j.tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Derivatives by differences of fourth order in float64: what the derived gradients are held against. */
final class CentralDifferences {

    /** Differences of smaller norm are rounding for the most part: they count as this large. */
    private static final double SMALLEST_NORM = 1e-3;

    static final double STEP = 1e-3;

    private CentralDifferences() {}

    /**
     * Returns the gradient of a traced number with respect to one input: (f₋₂ - 8 f₋₁ + 8 f₁ - f₂) / 12h.
     *
     * @param values of every input; unchanged afterwards
     */
    static double[] gradient(Tensor number, Tensor wrt, Map<Tensor, double[]> values) {
        double[] x = Objects.requireNonNull(values.get(wrt));
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double at = x[i];
            double sum = 0;
            for (int step = -2; step <= 2; step++) {
                if (step != 0) {
                    x[i] = at + step * STEP;
                    double weight = Math.abs(step) == 1 ? 8 : -1;
                    sum += Integer.signum(step) * weight * value(number, values);
                }
            }
            x[i] = at;
            gradient[i] = sum / (12 * STEP);
        }
        return gradient;
    }

    static double value(Tensor number, Map<Tensor, double[]> values) {
        return Reference.evaluate(List.of(number), values).getFirst()[0];
    }

    /** Returns ‖a - b‖ / ‖b‖; where a says that there is nothing at all, ‖b‖ itself. */
    static double normwise(double[] a, double[] b) {
        double[] difference = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return norm(a) == 0 ? norm(b) : norm(difference) / Math.max(norm(b), SMALLEST_NORM);
    }

    private static double norm(double[] x) {
        double squares = 0;
        for (double each : x) {
            squares += each * each;
        }
        return Math.sqrt(squares);
    }

    /** Returns the values of tensors in float64, by symbol. */
    static Map<Tensor, double[]> values(List<Tensor> symbols, List<Tensor> points) {
        Map<Tensor, double[]> values = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            values.put(
                    symbols.get(i),
                    Reference.evaluate(List.of(points.get(i)), Map.of()).getFirst());
        }
        return values;
    }
}
