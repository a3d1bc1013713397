package rnn4j.cell.plan;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/** How far gradients are from each other, as a share of what they are made of. */
final class Norms {

    private Norms() {}

    /**
     * Returns ‖a - b‖ over the larger of ‖b‖ and the root mean square of the norms of b's kind; 0 where both are zeros.
     *
     * <p>A sum over steps and rows whose terms happen to cancel keeps the rounding of its terms, in whichever order it is
     * taken; those terms are as large as those of its kind: parameters, or the input and the first states.
     *
     * @param all the gradients that b is one of, by name
     */
    static double distance(Tensor a, String name, Map<String, double[]> all) {
        double[] b = all.getOrDefault(name, new double[0]);
        double difference = norm(a.values(), b);
        return difference == 0 ? 0 : difference / Math.max(norm(b), ofKind(name, all));
    }

    private static double ofKind(String name, Map<String, double[]> all) {
        boolean parameter = name.startsWith("parameter");
        List<Double> norms = all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("parameter") == parameter)
                .map(entry -> norm(entry.getValue()))
                .toList();
        double squares = norms.stream().mapToDouble(norm -> norm * norm).sum();
        return Math.sqrt(squares / norms.size());
    }

    private static double norm(float[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return norm(difference);
    }

    private static double norm(double[] a) {
        double squares = 0;
        for (double each : a) {
            squares += each * each;
        }
        return Math.sqrt(squares);
    }

    /** Returns the largest absolute value, at least 1. */
    static double largest(double[] values) {
        return Math.max(1, furthest(values, new double[values.length]));
    }

    /** Returns the largest distance between two numbers at the same place. */
    static double furthest(double[] a, double[] b) {
        double furthest = 0;
        for (int i = 0; i < a.length; i++) {
            furthest = Math.max(furthest, Math.abs(a[i] - b[i]));
        }
        return furthest;
    }
}
