package rnn4j.cell.plan;

/** The fixed matrices of a Legendre memory, in doubles. */
final class Legendre {

    private Legendre() {}

    /**
     * Returns {@code [A b]} of m' = A m + b u for an input that stands still within a step: the upper rows of the exponential of
     * {@code [A0 b0; 0 0] / θ}.
     *
     * @param theta how many steps the memory covers
     * @return {@code [order][order + 1]}
     */
    static double[][] held(int order, double theta) {
        double[][] z = new double[order + 1][order + 1];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                z[i][j] = (2 * i + 1) / theta * (i < j || (i - j) % 2 == 0 ? -1 : 1);
            }
            z[i][order] = (2 * i + 1) / theta * (i % 2 == 0 ? 1 : -1);
        }
        double[][] all = exponential(z);
        double[][] upper = new double[order][];
        System.arraycopy(all, 0, upper, 0, order);
        return upper;
    }

    /** By its series at a 1024th of the matrix, squared ten times. */
    private static double[][] exponential(double[][] z) {
        int n = z.length;
        double[][] sum = new double[n][n];
        double[][] term = new double[n][n];
        for (int i = 0; i < n; i++) {
            sum[i][i] = 1;
            term[i][i] = 1;
        }
        for (int k = 1; k <= 12; k++) {
            term = times(term, z, 1.0 / (1024 * k));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum[i][j] += term[i][j];
                }
            }
        }
        for (int k = 0; k < 10; k++) {
            sum = times(sum, sum, 1);
        }
        return sum;
    }

    private static double[][] times(double[][] a, double[][] b, double factor) {
        int n = a.length;
        double[][] c = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    c[i][j] += a[i][k] * b[k][j] * factor;
                }
            }
        }
        return c;
    }
}
