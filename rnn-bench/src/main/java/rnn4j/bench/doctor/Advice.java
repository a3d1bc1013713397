package rnn4j.bench.doctor;

import java.util.ArrayList;
import java.util.List;

/** What would be faster, and how to get it: one sentence each. */
final class Advice {

    /** Below this share of the peak something else uses the machine, or it is not as it should be. */
    private static final double USUAL_SHARE = 0.6;

    /** From this heap on, G1's regions are so large that arrays do not begin at lines of the cache. */
    private static final long LARGE_HEAP = 20L << 30;

    private Advice() {}

    static List<String> of(Processor processor, int lanes, boolean fused, Measured measured) {
        List<String> advice = new ArrayList<>();
        compiler(advice);
        if (!Jvm.vectorModule()) {
            advice.add(
                    "start java with --add-modules jdk.incubator.vector, or put rnn4j on the module path: products run"
                            + " some three times as fast on vectors");
        }
        if (!fused) {
            advice.add("leave out -XX:-UseFMA, or use a processor with fused multiply-add: without it every product is"
                    + " computed in big decimals");
        }
        if ("plain".equals(System.getProperty("rnn4j.kernels"))) {
            advice.add("leave out -Drnn4j.kernels=plain");
        }
        width(processor, lanes, advice);
        threads(advice);
        if (Runtime.getRuntime().maxMemory() >= LARGE_HEAP && Jvm.collector().contains("G1")) {
            advice.add(
                    "with a heap below 20 GB, or -XX:G1HeapRegionSize=4m, packed weights begin at a line of the cache,"
                            + " which is up to a fifth faster");
        }
        if (lanes > 1 && measured.share() < USUAL_SHARE) {
            advice.add(
                    "products reach %.0f %% of the peak, where 75 to 95 %% are usual: look for another program that uses"
                                    .formatted(100 * measured.share())
                            + " the machine, then run 'gemm'");
        }
        return advice;
    }

    private static void compiler(List<String> advice) {
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("interpreted mode")) {
            advice.add("leave out -Xint: nothing is compiled, all is some hundred times slower");
        } else if (mode.contains("emulated-client") || Jvm.set("TieredStopAtLevel")) {
            advice.add("leave out -XX:TieredStopAtLevel: vectors are fast with C2 alone");
        }
    }

    private static void width(Processor processor, int lanes, List<String> advice) {
        int bits = lanes * Float.SIZE;
        if (lanes > 1 && processor.vectorBits().orElse(bits) > bits) {
            String set = Jvm.set("MaxVectorSize")
                    ? "leave out -XX:MaxVectorSize"
                    : Jvm.set("UseAVX")
                            ? "leave out -XX:UseAVX"
                            : "try -XX:UseAVX=3, which this JVM leaves out by itself";
            advice.add(set + ": the processor has vectors of "
                    + processor.vectorBits().getAsInt() + " bits, " + bits + " are used");
        }
    }

    private static void threads(List<String> advice) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors == 1) {
            advice.add("give the JVM more processors (it sees one): training shares its products among threads");
        } else {
            advice.add("train with .threads(" + processors + "), which shares large products and the rows of a batch");
        }
    }
}
