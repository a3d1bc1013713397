package rnn4j.cells;

import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * The fixed matrices of a memory whose {@code order} numbers are the coefficients of Legendre polynomials over the last θ steps:
 * Voelker, Kajić and Eliasmith 2019, equations 1 and 2, the input held within a step.
 *
 * <pre>
 * a[i][j] = (2i + 1) / θ · (-1 where i &lt; j, else (-1)^(i - j + 1))
 * b[i]    = (2i + 1) / θ · (-1)^i
 * [Ā B̄; 0 1] = exp [a b; 0 0]
 * </pre>
 */
final class LegendreDelay {

    private static final int TERMS = 16;

    private final int order;

    /** The upper rows of the exponential. */
    private final double[][] held;

    LegendreDelay(int order, double theta) {
        this.order = order;
        double[][] rates = new double[order + 1][order + 1];
        for (int i = 0; i < order; i++) {
            double weight = (2 * i + 1) / theta;
            for (int j = 0; j < order; j++) {
                rates[i][j] = i < j || (i - j) % 2 == 0 ? -weight : weight;
            }
            rates[i][order] = i % 2 == 0 ? weight : -weight;
        }
        held = exponential(rates);
    }

    /** Returns Āᵀ, {@code [order, order]}. */
    Tensor transposedRecurrence() {
        float[] numbers = new float[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                numbers[j * order + i] = (float) held[i][j];
            }
        }
        return Tensor.of(Shape.of(order, order), numbers);
    }

    /** Returns B̄, {@code [order]}. */
    Tensor entry() {
        float[] numbers = new float[order];
        for (int i = 0; i < order; i++) {
            numbers[i] = (float) held[i][order];
        }
        return Tensor.of(Shape.of(order), numbers);
    }

    /** By the Taylor series of a part small enough for it, squared until it is whole. */
    private static double[][] exponential(double[][] matrix) {
        double largest = 0;
        for (double[] row : matrix) {
            double sum = 0;
            for (double each : row) {
                sum += Math.abs(each);
            }
            largest = Math.max(largest, sum);
        }
        int halvings = 0;
        while (largest > 0.25) {
            largest /= 2;
            halvings++;
        }
        double[][] result = identity(matrix.length);
        for (int k = TERMS; k >= 1; k--) {
            // Horner: 1 + x/1 (1 + x/2 (1 + …))
            result = plusIdentity(product(matrix, result, Math.scalb(1.0, -halvings) / k));
        }
        for (int k = 0; k < halvings; k++) {
            result = product(result, result, 1);
        }
        return result;
    }

    private static double[][] identity(int size) {
        return plusIdentity(new double[size][size]);
    }

    private static double[][] plusIdentity(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] += 1;
        }
        return matrix;
    }

    private static double[][] product(double[][] a, double[][] b, double factor) {
        double[][] product = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                for (int j = 0; j < a.length; j++) {
                    product[i][j] += factor * a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
