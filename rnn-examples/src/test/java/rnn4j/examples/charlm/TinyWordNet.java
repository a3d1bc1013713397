package rnn4j.examples.charlm;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rnn4j.examples.Ran;

/** A few entries in WordNet's format, written for the tests, and a model small enough to learn them in a moment. */
final class TinyWordNet {
    private TinyWordNet() {}

    /** The folder of the four files. */
    static Path folder() {
        URL files = Objects.requireNonNull(TinyWordNet.class.getResource("wordnet"));
        try {
            return Path.of(files.toURI());
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** The arguments of a short run over these entries. */
    static List<String> arguments(Path out, String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--data", folder().toString());
        options.put("--out", out.toString());
        options.putAll(Map.of("--hidden", "17", "--embedding", "7", "--batch", "3", "--time", "16"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        if (!options.containsKey("--minutes")) {
            options.putIfAbsent("--steps", "6");
        }
        List<String> arguments = new ArrayList<>(List.of("char-lm"));
        options.forEach((option, value) -> arguments.addAll(List.of(option, value)));
        return arguments;
    }

    /** Run over these entries in this JVM. */
    static Ran run(Path out, String... more) {
        return Ran.launcher(arguments(out, more).toArray(String[]::new));
    }

    /** The fingerprint of the weights at the end of the last line. */
    static String weights(Ran ran) {
        return ran.lastLine().substring(ran.lastLine().indexOf("weights="));
    }
}
