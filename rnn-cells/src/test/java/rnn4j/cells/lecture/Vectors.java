package rnn4j.cells.lecture;

import java.util.function.DoubleUnaryOperator;

/** Sums and products of columns and matrices, written out. */
final class Vectors {

    private Vectors() {}

    /** Returns W x. */
    static double[] times(double[][] w, double[] x) {
        double[] y = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += w[i][j] * x[j];
            }
        }
        return y;
    }

    /** Returns Wᵀ y. */
    static double[] timesTransposed(double[][] w, double[] y) {
        double[] x = new double[w[0].length];
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < x.length; j++) {
                x[j] += w[i][j] * y[i];
            }
        }
        return x;
    }

    /** Returns A B. */
    static double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    /** Returns a ⊗ b, whose element i, j is aᵢ bⱼ. */
    static double[][] outer(double[] a, double[] b) {
        double[][] c = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                c[i][j] = a[i] * b[j];
            }
        }
        return c;
    }

    /** Returns the identity matrix. */
    static double[][] identity(int n) {
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        return one;
    }

    /** Returns a + b. */
    static double[] plus(double[] a, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            c[i] = a[i] + b[i];
        }
        return c;
    }

    /** Returns a ⊙ b, element by element. */
    static double[] each(double[] a, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            c[i] = a[i] * b[i];
        }
        return c;
    }

    /** Returns f of each element. */
    static double[] map(double[] a, DoubleUnaryOperator f) {
        double[] c = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            c[i] = f.applyAsDouble(a[i]);
        }
        return c;
    }

    /** Returns the column of a over the column of b. */
    static double[] above(double[] a, double[] b) {
        double[] c = new double[a.length + b.length];
        System.arraycopy(a, 0, c, 0, a.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }

    /** Adds to a sum in place: sum += term. */
    static void add(double[] sum, double[] term) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += term[i];
        }
    }

    /** Adds to a sum in place: sum += term. */
    static void add(double[][] sum, double[][] term) {
        for (int i = 0; i < sum.length; i++) {
            add(sum[i], term[i]);
        }
    }

    /** Returns the logistic function of a number. */
    static double sigmoid(double a) {
        return 1 / (1 + Math.exp(-a));
    }
}
