package rnn4j.kernel;

/**
 * Hold one implementation of each kind of kernels.
 *
 * @param name {@code plain} or {@code vector}
 */
public record KernelSet(
        String name, ElementKernels elements, RowKernels rows, ProductKernels products, MaskKernels masks) {}
