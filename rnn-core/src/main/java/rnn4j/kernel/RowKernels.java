package rnn4j.kernel;

/**
 * Reduce and normalise rows and columns.
 *
 * <p>A row is summed in 16 virtual lanes (element {@code i} goes to lane {@code i mod 16}), which a fixed tree joins:
 * lane {@code l} with {@code l + 8}, then {@code + 4}, {@code + 2}, {@code + 1}. A row longer than {@link Kernels#BLOCK}
 * is cut into blocks of that length, whose sums are joined in pairs: the left part of a pair is the largest power of two
 * of blocks that leaves something for the right one. So the error grows with the logarithm of the length, and the bits
 * depend on nothing but the values.
 *
 * <p>Of the {@code softmax} family, with m the largest value of a row:
 *
 * <ul>
 *   <li>one value that is not a number makes the whole row not a number;
 *   <li>only minus infinities (nothing to choose from): {@code softmax} 0, {@code logSoftmax} and {@code logSumExp}
 *       minus infinity;
 *   <li>c values of plus infinity share the row: {@code softmax} 1/c there and 0 elsewhere, {@code logSoftmax} -ln c
 *       there and minus infinity elsewhere, {@code logSumExp} plus infinity;
 *   <li>all else is finite arithmetic on {@code x - m}, which never overflows.
 * </ul>
 */
public interface RowKernels {
    /**
     * Sum each row.
     *
     * @param x [rows, n] from {@code xFrom}
     * @param y [rows] from {@code yFrom}; zero where n is 0
     */
    void sum(float[] x, int xFrom, int rows, int n, float[] y, int yFrom);

    /**
     * Find the largest value of each row, as {@link Math#max(float, float)} orders them.
     *
     * @param x [rows, n] from {@code xFrom}
     * @param y [rows] from {@code yFrom}; minus infinity where n is 0
     */
    void max(float[] x, int xFrom, int rows, int n, float[] y, int yFrom);

    /**
     * Compute {@code exp(x - m) / sum(exp(x - m))} of each row.
     *
     * @param x [rows, n] from {@code xFrom}
     * @param y [rows, n] from {@code yFrom}, may be {@code x} itself
     */
    void softmax(float[] x, int xFrom, int rows, int n, float[] y, int yFrom);

    /**
     * Compute {@code (x - m) - ln(sum(exp(x - m)))} of each row.
     *
     * @param x [rows, n] from {@code xFrom}
     * @param y [rows, n] from {@code yFrom}, may not overlap {@code x}
     */
    void logSoftmax(float[] x, int xFrom, int rows, int n, float[] y, int yFrom);

    /**
     * Compute one element of {@link #logSoftmax} of each row.
     *
     * @param x [rows, n] from {@code xFrom}
     * @param at [rows] from {@code atFrom}: which element, 0 to n - 1
     * @param y [rows] from {@code yFrom}, may not overlap {@code x}
     */
    void logSoftmaxAt(float[] x, int xFrom, int rows, int n, int[] at, int atFrom, float[] y, int yFrom);

    /**
     * Compute the slope of {@link #logSoftmaxAt} of each row: {@code (p - 1) · -g} at the element and {@code p · -g}
     * elsewhere, with p from {@link #softmax}.
     *
     * @param x [rows, n] from {@code xFrom}
     * @param at [rows] from {@code atFrom}: which element, 0 to n - 1
     * @param g [rows] from {@code gFrom}
     * @param y [rows, n] from {@code yFrom}, may be {@code x} itself
     */
    void logSoftmaxSlope(
            float[] x, int xFrom, int rows, int n, int[] at, int atFrom, float[] g, int gFrom, float[] y, int yFrom);

    /**
     * Compute {@code m + ln(sum(exp(x - m)))} of each row.
     *
     * @param x [rows, n] from {@code xFrom}
     * @param y [rows] from {@code yFrom}; minus infinity where n is 0
     */
    void logSumExp(float[] x, int xFrom, int rows, int n, float[] y, int yFrom);

    /**
     * Sum each column: rows ascending in blocks of {@link Kernels#BLOCK}, block sums added ascending.
     *
     * @param x [n, inner] from {@code xFrom}
     * @param y [inner] from {@code yFrom}; zero where n is 0
     */
    void columnSum(float[] x, int xFrom, int n, int inner, float[] y, int yFrom);

    /**
     * Find the largest value of each column, as {@link Math#max(float, float)} orders them.
     *
     * @param x [n, inner] from {@code xFrom}
     * @param y [inner] from {@code yFrom}; minus infinity where n is 0
     */
    void columnMax(float[] x, int xFrom, int n, int inner, float[] y, int yFrom);

    /**
     * Turn a matrix over.
     *
     * @param x [rows, columns] from {@code xFrom}
     * @param y [columns, rows] from {@code yFrom}, may not overlap {@code x}
     */
    void transpose(float[] x, int xFrom, int rows, int columns, float[] y, int yFrom);

    /** Find the largest magnitude of {@code x} [n]: zero where n is 0, not a number where one is. */
    float maxAbs(float[] x, int from, int n);

    /**
     * Sum the squares of {@code x} [n] in double precision, where no square of a float overflows or rounds; lanes, blocks
     * and tree are those of {@link #sum}.
     */
    double sumOfSquares(float[] x, int from, int n);

    /**
     * Compute {@link #sumOfSquares(float[], int, int)} of a table that is zero outside of some rows; blocks without one of
     * them are not read.
     *
     * @param x [rows, width]
     */
    double sumOfSquares(float[] x, RowSet rows);

    /** Tell whether {@code x} [n] holds neither an infinity nor a value that is not a number. */
    boolean allFinite(float[] x, int from, int n);
}
