package rnn4j.bench.grid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rnn4j.bench.contest.Outcome;

/**
 * Draw how many times as fast as the best peer we are: a row per entry, a dot per number of threads, a logarithmic scale.
 *
 * <p>The picture has a ground of its own and follows the reader's scheme, so that it reads in light and in dark.
 */
final class Chart {
    private static final int LEFT = 110;
    private static final int PLOT = 480;
    private static final int RIGHT = 215;
    private static final int WIDTH = LEFT + PLOT + RIGHT;
    private static final int TOP = 78;
    private static final int ROW = 18;
    private static final int GAP = 8;
    private static final double[] TICKS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500};

    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #24292f; }
            .title { font-size: 15px; font-weight: 600; }
            .small { font-size: 11px; fill: #57606a; }
            .ground { fill: #ffffff; }
            .line { stroke: #d0d7de; stroke-width: 1; }
            .even { stroke: #57606a; stroke-width: 1.5; }
            .one { fill: #0969da; stroke: #0969da; }
            .more { fill: #bc4c00; stroke: #bc4c00; }
            .range { stroke-width: 2; stroke-opacity: 0.45; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; }
              .small { fill: #9198a1; }
              .ground { fill: #0d1117; }
              .line { stroke: #30363d; }
              .even { stroke: #9198a1; }
              .one { fill: #58a6ff; stroke: #58a6ff; }
              .more { fill: #f0883e; stroke: #f0883e; }
            }
            </style>
            """;

    private final Circumstances circumstances;
    private final Map<String, List<Outcome>> rows = new LinkedHashMap<>();
    private final List<String> parts = new ArrayList<>();
    private final double low;
    private final double high;

    Chart(Circumstances circumstances, List<Outcome> outcomes) {
        this.circumstances = circumstances;
        List<Outcome> compared =
                outcomes.stream().filter(outcome -> outcome.best().isPresent()).toList();
        compared.forEach(outcome ->
                rows.computeIfAbsent(outcome.name(), name -> new ArrayList<>()).add(outcome));
        double least = compared.stream().mapToDouble(Chart::least).min().orElse(1);
        double most = compared.stream().mapToDouble(Chart::most).max().orElse(1);
        low = Math.log(Math.min(0.5, least) / 1.1);
        high = Math.log(Math.max(10, most) * 1.1);
    }

    /** Returns the picture. */
    String svg() {
        double bottom = TOP;
        String group = "";
        for (Map.Entry<String, List<Outcome>> row : rows.entrySet()) {
            String shape = row.getKey().substring(0, 2);
            bottom += group.isEmpty() || group.equals(shape) ? 0 : GAP;
            group = shape;
            row(row.getKey(), row.getValue(), bottom);
            bottom += ROW;
        }
        List<String> behind = new ArrayList<>();
        heading(behind);
        scale(behind, bottom);
        caption(bottom + 40);
        double height = bottom + 74;
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" height=\"%.0f\" role=\"img\">%n"
                        + "<title>Speed of rnn4j over the best peer</title>%n%s"
                        + "<rect class=\"ground\" width=\"100%%\" height=\"100%%\"/>%n%s%n%s%n</svg>%n",
                WIDTH,
                height,
                WIDTH,
                height,
                STYLE,
                String.join("\n", behind),
                String.join("\n", parts));
    }

    private void heading(List<String> behind) {
        behind.add(text(16, 26, "title", "Speed of rnn4j over the best peer of the same run"));
        behind.add(
                text(
                        16,
                        46,
                        "small",
                        "T training step, I forward, S one step at a time; to the right of 1, rnn4j is faster; median and range"));
        behind.add(dot(WIDTH - 178, 22, "one"));
        behind.add(text(WIDTH - 168, 26, "small", "1 thread"));
        behind.add(dot(WIDTH - 98, 22, "more"));
        behind.add(text(WIDTH - 88, 26, "small", "2 threads"));
    }

    private void scale(List<String> behind, double bottom) {
        for (double tick : TICKS) {
            if (Math.log(tick) >= low && Math.log(tick) <= high) {
                double x = x(tick);
                behind.add(line(x, TOP - 6, x, bottom, tick == 1 ? "even" : "line"));
                String label = tick < 1 ? Double.toString(tick) : Integer.toString((int) tick);
                behind.add(centred(x, TOP - 12, label));
                behind.add(centred(x, bottom + 14, label));
            }
        }
    }

    private void row(String name, List<Outcome> outcomes, double top) {
        double middle = top + ROW / 2.0;
        parts.add(text(16, middle + 4, "", name));
        List<String> ratios = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            String look = outcome.threads() == 1 ? "one" : "more";
            double y = middle + (outcomes.size() == 1 ? 0 : i * 6 - 3);
            parts.add(line(x(least(outcome)), y, x(most(outcome)), y, look + " range"));
            parts.add(dot(x(outcome.ratio()), y, look));
            ratios.add(String.format(
                    Locale.ROOT,
                    "%.2f %s",
                    outcome.ratio(),
                    outcome.best().orElseThrow().name()));
        }
        parts.add(text(LEFT + PLOT + 12, middle + 4, "small", String.join(" · ", ratios)));
    }

    private void caption(double y) {
        parts.add(text(16, y, "small", circumstances.toString()));
        parts.add(text(16, y + 16, "small", circumstances.kernels()));
    }

    /** Our worst round against the peer's best. */
    private static double least(Outcome outcome) {
        return outcome.bounds().low();
    }

    /** Our best round against the peer's worst. */
    private static double most(Outcome outcome) {
        return outcome.bounds().high();
    }

    private double x(double ratio) {
        return LEFT + PLOT * (Math.log(ratio) - low) / (high - low);
    }

    private static String dot(double x, double y, String look) {
        return String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>", look, x, y);
    }

    private static String line(double x1, double y1, double x2, double y2, String look) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                look,
                x1,
                y1,
                x2,
                y2);
    }

    private static String centred(double x, double y, String text) {
        return String.format(
                Locale.ROOT,
                "<text class=\"small\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                x,
                y,
                text);
    }

    private static String text(double x, double y, String look, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", look, x, y, safe);
    }
}
