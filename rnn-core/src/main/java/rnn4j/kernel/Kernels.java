package rnn4j.kernel;

import java.util.Optional;

/** Choose the kernels of this JVM, once. */
public final class Kernels {
    /**
     * The fixed length of a block of a sum or of a product's chain. It is part of the bits.
     *
     * <p>A block bounds the error of a chain and the part of a packed matrix that a tile reads at once. At 1024 a panel of
     * 32 columns streams from the second-level cache without hurting; 512 costs about five points of the peak and 256
     * about ten, as every block reads and writes the result once more.
     */
    public static final int BLOCK = 1024;

    private static final KernelSet PLAIN =
            new KernelSet("plain", new PlainElements(), new PlainRows(), new PlainProducts());

    private Kernels() {}

    /** The element-wise kernels of this JVM. */
    public static ElementKernels elements() {
        return PLAIN.elements();
    }

    /** The row and column kernels of this JVM. */
    public static RowKernels rows() {
        return PLAIN.rows();
    }

    /** The matrix products of this JVM. */
    public static ProductKernels products() {
        return PLAIN.products();
    }

    /** The kernels in plain Java, which run everywhere. */
    public static KernelSet plain() {
        return PLAIN;
    }

    /** The kernels on the Vector API, where this JVM can run them. */
    public static Optional<KernelSet> vector() {
        return Optional.empty();
    }

    /** Tell which kernels run and why. */
    public static String description() {
        return "plain kernels";
    }
}
