package rnn4j.io;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The customary entries that tell where a model came from: {@code library}, {@code seed}, {@code step}, {@code kernels}.
 *
 * <p>There is no date among them, so a training that is repeated gives the same file. Who wants one puts it in as an entry
 * of its own, such as {@code date}.
 */
public final class Provenance {
    private static final String PROPERTIES = "library.properties";

    private Provenance() {}

    /**
     * The entries for a training.
     *
     * @param seed the seed that all randomness came from
     * @param step how many steps were trained
     * @param kernels which kernels computed it; they all give the same bits
     */
    public static Map<String, String> of(long seed, long step, String kernels) {
        return ImmutableMap.of(
                "library", library(), "seed", Long.toString(seed), "step", Long.toString(step), "kernels", kernels);
    }

    /** The name and version of this library, such as {@code rnn4j 0.1.0}. */
    public static String library() {
        try (InputStream in = Provenance.class.getResourceAsStream(PROPERTIES)) {
            if (in == null) {
                throw new IllegalStateException("provenance: the jar lacks " + PROPERTIES + "; build it with Maven");
            }
            Properties properties = new Properties();
            properties.load(in);
            return "rnn4j " + properties.getProperty("version", "of an unknown version");
        } catch (IOException e) {
            throw new UncheckedIOException("provenance: " + PROPERTIES + " cannot be read; see the cause", e);
        }
    }
}
