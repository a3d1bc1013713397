package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * Make the kernels on the Vector API. Nothing else that is loaded before the choice mentions that module, which may be
 * missing.
 */
final class VectorKernels {
    private VectorKernels() {}

    /** The kernels; throws {@link NoClassDefFoundError} where the module is missing. */
    static KernelSet create() {
        return new KernelSet(
                "vector",
                new VectorElements(),
                new Rows(new VectorRowLoops()),
                new VectorProducts(),
                new Masks(new VectorMasks()));
    }

    /** Floats in the widest vector that this JVM finds worth using. */
    static int lanes() {
        return FloatVector.SPECIES_PREFERRED.length();
    }
}
