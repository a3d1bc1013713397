package rnn4j.kernel;

import java.util.Optional;

/**
 * Choose between plain and vector kernels, and say why.
 *
 * @param set the kernels that run
 * @param vector the vector kernels, where this JVM has them
 * @param reason one sentence for {@link Kernels#description()}
 * @param asIntended false where something is amiss that the user can cure
 */
record Choice(KernelSet set, Optional<KernelSet> vector, String reason, boolean asIntended) {
    private static final String PROPERTY = "rnn4j.kernels";
    private static final int LEAST_LANES = 4;

    static Choice of(KernelSet plain) {
        String wanted = System.getProperty(PROPERTY, "");
        KernelSet vector;
        try {
            vector = VectorKernels.create();
        } catch (NoClassDefFoundError e) {
            boolean asked = wanted.equals("plain");
            return new Choice(
                    plain,
                    Optional.empty(),
                    asked
                            ? asked(wanted)
                            : "the module is not there; start java with --add-modules jdk.incubator.vector",
                    asked);
        }
        Optional<KernelSet> found = Optional.of(vector);
        return switch (wanted) {
            case "plain" -> new Choice(plain, found, asked(wanted), true);
            case "vector" -> new Choice(vector, found, asked(wanted), true);
            case "" -> byJvm(plain, vector);
            default -> {
                Choice choice = byJvm(plain, vector);
                yield new Choice(
                        choice.set,
                        found,
                        choice.reason + "; " + PROPERTY + "=" + wanted + " is neither plain nor vector",
                        false);
            }
        };
    }

    private static String asked(String wanted) {
        return PROPERTY + "=" + wanted + " asks for them";
    }

    private static Choice byJvm(KernelSet plain, KernelSet vector) {
        Optional<KernelSet> found = Optional.of(vector);
        String name = System.getProperty("java.vm.name", "");
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("interpreted mode") || mode.contains("emulated-client")) {
            return new Choice(
                    plain,
                    found,
                    "this JVM runs without C2 (" + mode + "); leave out -Xint and -XX:TieredStopAtLevel",
                    false);
        }
        if (!name.endsWith("Server VM")
                || System.getProperty("java.vm.version", "").contains("jvmci")) {
            return new Choice(
                    plain,
                    found,
                    "vectors are fast with HotSpot's C2 alone, and this is " + name + "; set " + PROPERTY
                            + "=vector if it can do as well",
                    false);
        }
        if (VectorKernels.lanes() < LEAST_LANES) {
            return new Choice(plain, found, "vectors have less than " + LEAST_LANES + " floats here", true);
        }
        if (!FmaProbe.fast()) {
            return new Choice(
                    plain,
                    found,
                    "this processor or JVM has no fused multiply-add, without which all products are slow",
                    false);
        }
        return new Choice(vector, found, "vectors have " + VectorKernels.lanes() + " floats here", true);
    }
}
