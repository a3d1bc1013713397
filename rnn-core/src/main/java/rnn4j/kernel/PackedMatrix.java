package rnn4j.kernel;

/**
 * Hold the right side of products, laid out as the kernels that packed it want to read it.
 *
 * <p>Made and overwritten by {@link ProductKernels}; it does not follow the array it was packed from.
 */
public sealed interface PackedMatrix permits PackedPanels, PackedRows {
    /** The length of a product's chain: the matrix is [rows, columns]. */
    int rows();

    /** The columns of a product: the matrix is [rows, columns]. */
    int columns();
}
