package rnn4j.kernel;

/**
 * Multiply matrices. Each output is a chain of fused multiply-adds from zero over k ascending, cut into blocks of
 * {@link Kernels#BLOCK} whose sums are added ascending; so it depends on nothing but its row and its column.
 *
 * <p>Large products are shared among {@link Workers#current()} by outputs, never along k: the bits are the same on any
 * number of threads. The result may not overlap an argument.
 */
public interface ProductKernels {
    /**
     * Compute {@code c = op(a) op(b)}, where op transposes when its flag is set. Sizes may be zero; k = 0 gives zeros.
     *
     * @param a [m, k] from {@code aFrom}, transposed [k, m]
     * @param b [k, n] from {@code bFrom}, transposed [n, k]
     * @param c [m, n] from {@code cFrom}
     */
    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            boolean aTransposed,
            float[] b,
            int bFrom,
            boolean bTransposed,
            float[] c,
            int cFrom);

    /**
     * Pack the right side once, to be used by many products.
     *
     * @param b [k, n] from {@code bFrom}, transposed [n, k]
     * @return the matrix [k, n] as this implementation reads it
     */
    PackedMatrix pack(int k, int n, float[] b, int bFrom, boolean bTransposed);

    /**
     * Overwrite a packed matrix, without allocating, after its source has changed.
     *
     * @param into made by {@link #pack} of the same implementation
     * @param b [k, n] of {@code into} from {@code bFrom}, transposed [n, k]
     */
    void repack(PackedMatrix into, float[] b, int bFrom, boolean bTransposed);

    /**
     * Compute {@code c = op(a) b} with a packed right side [k, n]; the bits are those of the product of what was packed.
     *
     * @param a [m, k] from {@code aFrom}, transposed [k, m]
     * @param b made by {@link #pack} of the same implementation
     * @param c [m, n] from {@code cFrom}
     */
    void multiply(int m, float[] a, int aFrom, boolean aTransposed, PackedMatrix b, float[] c, int cFrom);

    /**
     * Compute {@code c = a b} with a packed right side [k, n], where a and c are parts of wider matrices.
     *
     * @param a [m, k] from {@code aFrom}, its rows {@code aRow} apart
     * @param b made by {@link #pack} of the same implementation
     * @param c [m, n] from {@code cFrom}, its rows {@code cRow} apart; nothing between them is touched
     * @param added whether the product is added to what stands in c, block by block of k, else it replaces that
     */
    void multiply(int m, float[] a, int aFrom, int aRow, PackedMatrix b, float[] c, int cFrom, int cRow, boolean added);

    /**
     * Compute {@code c = aᵀ b}, the sum over all rows of both, for each of some left sides: the gradients of weights whose
     * products were added. All are parts of wider matrices; the right side is laid out once.
     *
     * @param rows of all sides
     * @param sides [rows, m] each, and their products [m, n]
     * @param b [rows, n] from {@code bFrom}, its rows {@code bRow} apart
     * @param added whether the sums are added to what stands in c, else they replace that
     */
    void multiplyRows(int rows, LeftSides sides, int n, float[] b, int bFrom, int bRow, boolean added);
}
