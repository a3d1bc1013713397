package rnn4j.kernel;

/**
 * Apply a function to each element of a range.
 *
 * <p>The result may be written over an argument that starts at the same place of the same array; ranges that overlap in
 * another way give undefined values. Ranges that leave their array throw {@link IndexOutOfBoundsException} before
 * anything is written.
 */
public interface ElementKernels {
    /**
     * Compute {@code y = f(x)}.
     *
     * @param x [n] from {@code xFrom}
     * @param y [n] from {@code yFrom}
     */
    void unary(Unary f, float[] x, int xFrom, float[] y, int yFrom, int n);

    /**
     * Compute {@code y = f(a, b)}. A stride is 1, or 0: the one element at the start stands for all n.
     *
     * @param a [n] from {@code aFrom}, or [1] with stride 0
     * @param b [n] from {@code bFrom}, or [1] with stride 0
     * @param y [n] from {@code yFrom}
     */
    void binary(
            Binary f,
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            float[] y,
            int yFrom,
            int n);

    /**
     * Compute {@code y = f(a, b, c)}. A stride is 1, or 0: the one element at the start stands for all n.
     *
     * @param a [n] from {@code aFrom}, or [1] with stride 0
     * @param b [n] from {@code bFrom}, or [1] with stride 0
     * @param c [n] from {@code cFrom}, or [1] with stride 0
     * @param y [n] from {@code yFrom}
     */
    void ternary(
            Ternary f,
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            float[] c,
            int cFrom,
            int cStride,
            float[] y,
            int yFrom,
            int n);
}
