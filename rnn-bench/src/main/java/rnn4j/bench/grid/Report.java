package rnn4j.bench.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rnn4j.bench.contest.Comparison;
import rnn4j.bench.contest.Outcome;
import rnn4j.bench.contest.Spread;

/** Write outcomes as JSON and as a chart, and comparisons beside them. */
public final class Report {
    private final Circumstances circumstances;

    /** Takes where the figures come from. */
    public Report(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    /** Writes all files anew, so that a run which is broken off leaves what it had; a chart only when there are peers. */
    public void write(List<Outcome> outcomes, Path json, List<Path> charts) throws IOException {
        write(outcomes, List.of(), json);
        boolean alone = outcomes.stream().allMatch(outcome -> outcome.rivals().isEmpty());
        for (Path chart : alone ? List.<Path>of() : charts) {
            write(chart, new Chart(circumstances, outcomes).svg());
        }
    }

    /** Writes outcomes and comparisons as JSON, anew. */
    public void write(List<Outcome> outcomes, List<Comparison> comparisons, Path json) throws IOException {
        String among = comparisons.isEmpty()
                ? ""
                : ",\n  \"comparisons\": " + lines(comparisons.stream().map(Report::json));
        write(json, """
                {
                  "machine": %s,
                  "jdk": %s,
                  "commit": %s,
                  "kernels": %s,
                  "date": %s,
                  "entries": %s%s
                }
                """.formatted(
                        quoted(circumstances.machine()),
                        quoted(circumstances.jdk()),
                        quoted(circumstances.commit()),
                        quoted(circumstances.kernels()),
                        quoted(circumstances.date()),
                        lines(outcomes.stream().map(Report::json)),
                        among));
    }

    private static String lines(Stream<String> objects) {
        return objects.collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
    }

    private static String json(Outcome outcome) {
        String peers = outcome.rivals().stream()
                .map(rival -> quoted(rival.name()) + ": " + json(rival.figures()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "{\"name\": %s, \"threads\": %d, \"measure\": %s, \"rnn4j\": %s, \"peers\": {%s}, "
                        + "\"best\": %s, \"ratio\": %s, \"reached\": %s, \"share\": %s}",
                quoted(outcome.name()),
                outcome.threads(),
                quoted(outcome.measure().name()),
                json(outcome.ours()),
                peers,
                outcome.best().map(rival -> quoted(rival.name())).orElse("null"),
                number(outcome.ratio()),
                outcome.best().isPresent() ? outcome.reached() : "null",
                number(outcome.share()));
    }

    private static String json(Comparison comparison) {
        boolean promised = !Double.isNaN(comparison.bound());
        return String.format(
                Locale.ROOT,
                "{\"name\": %s, \"threads\": %d, \"measure\": %s, \"of\": %s, \"figures\": %s, \"against\": %s, "
                        + "\"its\": %s, \"ratio\": %s, \"bound\": %s, \"kept\": %s}",
                quoted(comparison.name()),
                comparison.threads(),
                quoted(comparison.measure().name()),
                quoted(comparison.ours().name()),
                json(comparison.ours().figures()),
                quoted(comparison.other().name()),
                json(comparison.other().figures()),
                json(comparison.ratio()),
                number(comparison.bound()),
                promised ? comparison.kept() : "null");
    }

    private static String json(Spread spread) {
        return "{\"median\": " + number(spread.median()) + ", \"low\": " + number(spread.low()) + ", \"high\": "
                + number(spread.high()) + "}";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "null";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
