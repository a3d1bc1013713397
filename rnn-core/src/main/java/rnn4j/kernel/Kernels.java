package rnn4j.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Give the kernels of this JVM: on the Vector API where the module {@code jdk.incubator.vector} is there, HotSpot's C2
 * compiles and the processor has fused multiply-adds; in plain Java elsewhere, with the same bits.
 *
 * <p>The choice is made once, at first use. Plain kernels that need not be are told by one warning. The system property
 * {@code rnn4j.kernels} = {@code plain} or {@code vector} asks for one of them.
 */
public final class Kernels {
    /**
     * The fixed length of a block of a sum or of a product's chain. It is part of the bits.
     *
     * <p>A block bounds the error of a chain and the part of a packed matrix that a tile reads at once. At 1024 a panel of
     * 32 columns streams from the second-level cache without hurting; 512 costs about five points of the peak and 256
     * about ten, as every block reads and writes the result once more.
     */
    public static final int BLOCK = 1024;

    private static final KernelSet PLAIN = new KernelSet(
            "plain",
            new PlainElements(),
            new Rows(new PlainRowLoops()),
            new PlainProducts(),
            new Masks(new PlainMasks()));

    /** Made at the first use of any kernels, which is also when the warning is due. */
    private static final class Chosen {
        static final Choice CHOICE = Choice.of(PLAIN);

        static {
            if (!CHOICE.asIntended()) {
                Logger logger = System.getLogger(Kernels.class.getName());
                logger.log(Level.WARNING, description());
            }
        }
    }

    private Kernels() {}

    /** The element-wise kernels of this JVM. */
    public static ElementKernels elements() {
        return Chosen.CHOICE.set().elements();
    }

    /** The row and column kernels of this JVM. */
    public static RowKernels rows() {
        return Chosen.CHOICE.set().rows();
    }

    /** The matrix products of this JVM. */
    public static ProductKernels products() {
        return Chosen.CHOICE.set().products();
    }

    /** The random decisions of this JVM. */
    public static MaskKernels masks() {
        return Chosen.CHOICE.set().masks();
    }

    /** The kernels in plain Java, which run everywhere. */
    public static KernelSet plain() {
        return PLAIN;
    }

    /** The kernels on the Vector API, where the module is there; chosen or not. */
    public static Optional<KernelSet> vector() {
        return Chosen.CHOICE.vector();
    }

    /** Floats in a vector of this JVM's kernels; 1 where they are the plain ones. */
    public static int lanes() {
        return Chosen.CHOICE.set().equals(PLAIN) ? 1 : VectorKernels.lanes();
    }

    /** Tell which kernels run and why. */
    public static String description() {
        return Chosen.CHOICE.set().name() + " kernels: " + Chosen.CHOICE.reason();
    }
}
