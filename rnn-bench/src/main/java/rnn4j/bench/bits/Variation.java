package rnn4j.bench.bits;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to run the same program.
 *
 * @param width of the vectors, of which none is plain Java
 * @param code how the JVM runs it
 * @param threads that share a pass
 */
record Variation(Width width, Code code, int threads) {

    /** Bits of a vector. */
    enum Width {
        BITS_128("128 bit", "-XX:MaxVectorSize=16", "-Drnn4j.kernels=vector"),
        BITS_256("256 bit", "-XX:MaxVectorSize=32", "-Drnn4j.kernels=vector"),
        BITS_512("512 bit", "-XX:MaxVectorSize=64", "-Drnn4j.kernels=vector"),
        PLAIN("plain", "-Drnn4j.kernels=plain");

        private final String title;
        private final ImmutableList<String> flags;

        Width(String title, String... flags) {
            this.title = title;
            this.flags = ImmutableList.copyOf(flags);
        }
    }

    /** What runs the code. */
    enum Code {
        INTERPRETER("interpreter", "-Xint"),
        C1("C1", "-XX:TieredStopAtLevel=1"),
        C2("C2 at once", "-XX:-TieredCompilation"),
        BOTH("C1, then C2");

        private final String title;
        private final ImmutableList<String> flags;

        Code(String title, String... flags) {
            this.title = title;
            this.flags = ImmutableList.copyOf(flags);
        }
    }

    private static final List<Integer> THREADS = List.of(1, 2, 4);

    /** Returns every way. */
    static List<Variation> all() {
        List<Variation> all = new ArrayList<>();
        for (Width width : Width.values()) {
            for (Code code : Code.values()) {
                THREADS.forEach(threads -> all.add(new Variation(width, code, threads)));
            }
        }
        return all;
    }

    /** Returns eight ways that differ as much as eight can: each width twice, each kind of code twice, all thread counts. */
    static List<Variation> chosen() {
        return List.of(
                new Variation(Width.PLAIN, Code.INTERPRETER, 1),
                new Variation(Width.PLAIN, Code.BOTH, 4),
                new Variation(Width.BITS_128, Code.C1, 2),
                new Variation(Width.BITS_128, Code.BOTH, 1),
                new Variation(Width.BITS_256, Code.C2, 4),
                new Variation(Width.BITS_256, Code.BOTH, 2),
                new Variation(Width.BITS_512, Code.C2, 1),
                new Variation(Width.BITS_512, Code.BOTH, 4));
    }

    /** Returns the flags of its JVM; processors are counted as four, so that four threads are four. */
    List<String> flags() {
        List<String> flags = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector", "-XX:ActiveProcessorCount=4", "-Xmx512m", "-XX:+UseSerialGC"));
        flags.addAll(width.flags);
        flags.addAll(code.flags);
        return flags;
    }

    /** Returns whether vectors are interpreted, each operation of them by a loop: then less is computed, or it would take minutes. */
    boolean slow() {
        return code == Code.INTERPRETER && width != Width.PLAIN;
    }

    @Override
    public String toString() {
        return "%-8s %-12s %d thread%s".formatted(width.title, code.title, threads, threads == 1 ? " " : "s");
    }
}
