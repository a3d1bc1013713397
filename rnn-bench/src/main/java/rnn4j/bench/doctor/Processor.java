package rnn4j.bench.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The processor, as far as the operating system tells.
 *
 * @param model its name
 * @param features what it can do, separated by spaces; empty where nobody tells
 */
record Processor(String model, String features) {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** Asks Linux; elsewhere only the architecture is known. */
    static Processor here() {
        try {
            String told = Files.readString(LINUX);
            return new Processor(
                    line(told, "model name").orElse(System.getProperty("os.arch", "unknown")),
                    line(told, "flags").or(() -> line(told, "Features")).orElse(""));
        } catch (IOException e) {
            return new Processor(System.getProperty("os.arch", "unknown"), "");
        }
    }

    private static Optional<String> line(String told, String key) {
        return told.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    boolean can(String feature) {
        return Arrays.asList(features.split(" ", -1)).contains(feature);
    }

    /** Returns the bits of its widest vectors; empty where that is not known. */
    OptionalInt vectorBits() {
        if (can("avx512f")) {
            return OptionalInt.of(512);
        }
        if (can("avx2")) {
            return OptionalInt.of(256);
        }
        return can("sse2") || can("asimd") ? OptionalInt.of(128) : OptionalInt.empty();
    }
}
