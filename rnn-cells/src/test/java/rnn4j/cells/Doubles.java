package rnn4j.cells;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/**
 * Arithmetic of twins: loops over doubles, obviously right.
 *
 * @param parameters of the cell that a twin is held against
 */
record Doubles(Parameters parameters) {

    /** Returns the numbers of a vector. */
    double[] vector(String name) {
        Tensor tensor = get(name);
        double[] numbers = new double[tensor.shape().count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tensor.values()[i];
        }
        return numbers;
    }

    /** Returns a row times a matrix. */
    double[] times(double[] row, String name) {
        Tensor matrix = get(name);
        int columns = matrix.shape().size(1);
        float[] numbers = matrix.values();
        double[] product = new double[columns];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < columns; j++) {
                product[j] += row[i] * numbers[i * columns + j];
            }
        }
        return product;
    }

    /** Returns a row times a block-diagonal matrix, given as {@code [heads, from, to]}. */
    double[] byHead(double[] row, String name) {
        Tensor blocks = get(name);
        int from = blocks.shape().size(1);
        int to = blocks.shape().size(2);
        float[] numbers = blocks.values();
        double[] product = new double[blocks.shape().size(0) * to];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < to; j++) {
                product[i / from * to + j] += row[i] * numbers[i * to + j];
            }
        }
        return product;
    }

    private Tensor get(String name) {
        return Objects.requireNonNull(parameters.named().get(name), name);
    }

    static double[] concat(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    static double[] sum(double[]... terms) {
        double[] sum = new double[terms[0].length];
        for (double[] term : terms) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += term[i];
            }
        }
        return sum;
    }

    static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    static double[] map(double[] x, DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    static double[] sigmoid(double[] x) {
        return map(x, each -> 1 / (1 + Math.exp(-each)));
    }

    static double[] tanh(double[] x) {
        return map(x, Math::tanh);
    }

    static double[] rest(double[] x) {
        return map(x, each -> 1 - each);
    }

    /** Returns one of equal parts, counted from 0. */
    static double[] part(double[] x, int number, int of) {
        int width = x.length / of;
        return Arrays.copyOfRange(x, number * width, (number + 1) * width);
    }

    static double[] normal(double[] x, double epsilon) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow();
        return map(x, each -> (each - mean) / Math.sqrt(variance + epsilon));
    }
}
