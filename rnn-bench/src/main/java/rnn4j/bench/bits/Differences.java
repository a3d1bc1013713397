package rnn4j.bench.bits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The two tables of what has the same bits: one program, run in a JVM for each variation.
 *
 * @param found what each variation computed: values by key, one for each time that it was computed
 */
record Differences(Map<Variation, Map<String, List<String>>> found) {

    /** JVMs at a time: as many as the smallest machines have cores. */
    private static final int AT_ONCE = 2;

    private static final String KERNELS = "kernels";
    private static final String THREADS = "threads";

    /**
     * Runs all variations.
     *
     * @param progress is told a line when a variation has ended
     */
    static Differences among(List<Variation> variations, Consumer<String> progress) throws InterruptedException {
        Map<Variation, Map<String, List<String>>> found = new LinkedHashMap<>();
        List<Future<Map<String, List<String>>>> running = new ArrayList<>();
        try (ExecutorService jvms = Executors.newFixedThreadPool(AT_ONCE)) {
            variations.forEach(variation -> running.add(jvms.submit(() -> run(variation))));
            for (int i = 0; i < running.size(); i++) {
                Variation variation = variations.get(i);
                Map<String, List<String>> lines = result(variation, running.get(i));
                found.put(variation, lines);
                progress.accept("%3d of %d  %s  %s"
                        .formatted(i + 1, variations.size(), variation, lines.getOrDefault(KERNELS, List.of())));
            }
        }
        return new Differences(found);
    }

    private static Map<String, List<String>> result(Variation variation, Future<Map<String, List<String>>> future)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("determinism: " + variation + " failed: " + e.getCause(), e);
        }
    }

    private static Map<String, List<String>> run(Variation variation) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(variation.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BitsProbe.class.getName()));
        command.addAll(List.of(Integer.toString(variation.threads()), Boolean.toString(variation.slow())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("exit code " + process.exitValue() + " after\n" + text);
        }
        Map<String, List<String>> lines = new LinkedHashMap<>();
        text.lines().filter(line -> line.contains("\t")).forEach(line -> {
            String[] parts = line.split("\t", 2);
            lines.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
        });
        return lines;
    }

    /** Returns the keys that promise one value, in the order in which they were computed. */
    List<String> keys() {
        return found.values().stream()
                .flatMap(lines -> lines.keySet().stream())
                .filter(key -> !key.equals(KERNELS) && !key.equals(THREADS))
                .distinct()
                .toList();
    }

    /** Returns the different values of a key: one, if the promise is kept. */
    List<String> values(String key) {
        TreeSet<String> values = new TreeSet<>();
        found.values().forEach(lines -> values.addAll(lines.getOrDefault(key, List.of())));
        return List.copyOf(values);
    }

    /** Returns how often a key was computed. */
    int times(String key) {
        return found.values().stream()
                .mapToInt(lines -> lines.getOrDefault(key, List.of()).size())
                .sum();
    }

    /** Returns the values of all keys that begin so: one, if all of them promise the same. */
    List<String> valuesOfAll(String prefix) {
        return keys().stream()
                .filter(key -> key.startsWith(prefix))
                .flatMap(key -> values(key).stream())
                .distinct()
                .toList();
    }

    /** Returns which kernels really ran, and with how many threads, in each JVM. */
    List<String> ran() {
        List<String> ran = new ArrayList<>();
        found.forEach((variation, lines) -> ran.add(variation + ": "
                + String.join(", ", lines.getOrDefault(KERNELS, List.of())) + "; threads "
                + String.join(", ", lines.getOrDefault(THREADS, List.of()))));
        return ran;
    }

    /** Prints what ran and both tables. */
    void print(Consumer<String> line) {
        line.accept("what ran");
        ran().forEach(each -> line.accept("  " + each));
        line.accept("training: the weights of a ragged model with dropout, zoneout and clipping");
        table("training", line);
        line.accept("forward: outputs and final state of five rows, from their own beginning to their own end");
        table("forward", line);
    }

    private void table(String prefix, Consumer<String> line) {
        for (String key : keys()) {
            if (key.startsWith(prefix)) {
                List<String> values = values(key);
                line.accept(String.format(
                        Locale.ROOT,
                        "  %-62s %3d times  %s",
                        key.substring(prefix.length()).replaceFirst("^,? ", ""),
                        times(key),
                        values.size() == 1 ? values.getFirst() : "DIFFERENT: " + values));
            }
        }
    }
}
