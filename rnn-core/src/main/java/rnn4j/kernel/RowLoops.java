package rnn4j.kernel;

/**
 * The inner loops of {@link Rows}, each over one row, one block or one column strip. Ranges are checked already, rows are
 * not empty.
 */
interface RowLoops {
    /** Sum x [n], at most a block of it, in 16 lanes and their tree. */
    float blockSum(float[] x, int from, int n);

    /** Sum the squares of x [n], at most a block of it, in 16 lanes of double precision and their tree. */
    double blockSumOfSquares(float[] x, int from, int n);

    /** Find the largest value of x [n]. */
    float max(float[] x, int from, int n);

    /** Find the largest magnitude of x [n]. */
    float maxAbs(float[] x, int from, int n);

    /** Compute {@code y = exp(x - largest)} [n]. */
    void exponentials(float[] x, int from, int n, float largest, float[] y, int to);

    /** Compute {@code y = y / divisor} [n]. */
    void divide(float[] y, int from, int n, float divisor);

    /** Compute {@code y = (x - first) - second} [n]. */
    void subtract(float[] x, int from, int n, float first, float second, float[] y, int to);

    /** Add rows of x [rows, inner] to y [inner], one after the other. */
    void addRows(float[] x, int from, int rows, int inner, float[] y, int to);

    /** Raise y [inner] to the largest values of the rows of x [rows, inner]. */
    void maxRows(float[] x, int from, int rows, int inner, float[] y, int to);

    /** Write y [columns, rows] from x [rows, columns]. */
    void transpose(float[] x, int from, int rows, int columns, float[] y, int to);

    /** Find the largest magnitude of x [n] as bits: past those of infinity for what is not a number. */
    int largestBits(float[] x, int from, int n);
}
