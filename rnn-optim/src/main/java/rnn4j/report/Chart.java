package rnn4j.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Draws one curve as SVG: the band between the least and the greatest values, and a line.
 *
 * @param title what is shown, with its unit
 * @param along what the values are over
 * @param band the values themselves
 * @param line what is drawn through them, such as their smoothed course; it may be the same
 */
record Chart(String title, String along, List<Curve.Point> band, List<Curve.Point> line) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int LEFT = 64;
    private static final int RIGHT = 12;
    private static final int TOP = 28;
    private static final int BOTTOM = 36;

    /** So few points are dotted; a line alone does not show where they are, nor a single one at all. */
    private static final int DOTTED = 64;

    /** Keeps copies. */
    Chart {
        band = List.copyOf(band);
        line = List.copyOf(line);
    }

    /** Returns the picture; a line of text where there is no point yet. */
    String svg() {
        if (band.isEmpty()) {
            return "<p>" + Html.escaped(title) + ": no step yet</p>\n";
        }
        DoubleSummaryStatistics steps =
                band.stream().mapToDouble(Curve.Point::step).summaryStatistics();
        Axis x = Axis.of(steps.getMin(), steps.getMax());
        Axis y = Axis.of(
                band.stream().mapToDouble(Curve.Point::low).min().orElse(0),
                band.stream().mapToDouble(Curve.Point::high).max().orElse(1));
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escaped(title)));
        axes(svg, x, y);
        curve(svg, x, y);
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg, Axis x, Axis y) {
        text(svg, LEFT, TOP - 12, "start", "title", title);
        text(svg, WIDTH - RIGHT, HEIGHT - 4, "end", "mark", along);
        for (double mark : y.marks()) {
            double at = down(y, mark);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n",
                    LEFT,
                    at,
                    WIDTH - RIGHT,
                    at));
            text(svg, LEFT - 6, at + 4, "end", "mark", y.text(mark));
        }
        for (double mark : x.marks()) {
            String anchor = x.share(mark) > 0.99 ? "end" : "middle"; // a long number is not cut off by the edge
            text(svg, across(x, mark), HEIGHT - BOTTOM + 16.0, anchor, "mark", x.text(mark));
        }
    }

    private void curve(StringBuilder svg, Axis x, Axis y) {
        String up = band.stream()
                .map(point -> place(x, y, point.step(), point.high()))
                .collect(Collectors.joining(" "));
        String back = band.reversed().stream()
                .map(point -> place(x, y, point.step(), point.low()))
                .collect(Collectors.joining(" "));
        svg.append("<polygon class=\"band\" points=\"")
                .append(up)
                .append(' ')
                .append(back)
                .append("\"/>\n");
        String course = line.stream()
                .map(point -> place(x, y, point.step(), within(y, point.last())))
                .collect(Collectors.joining(" "));
        svg.append("<polyline class=\"line\" points=\"").append(course).append("\"/>\n");
        if (line.size() <= DOTTED) {
            line.forEach(point -> dot(svg, across(x, point.step()), down(y, within(y, point.last()))));
        }
    }

    private static void dot(StringBuilder svg, double x, double y) {
        svg.append(String.format(Locale.ROOT, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\"/>%n", x, y));
    }

    private static double within(Axis y, double value) {
        return Math.clamp(value, y.low(), y.high());
    }

    private static double across(Axis x, double step) {
        return LEFT + x.share(step) * (WIDTH - LEFT - RIGHT);
    }

    private static double down(Axis y, double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String place(Axis x, Axis y, double step, double value) {
        return String.format(Locale.ROOT, "%.1f,%.1f", across(x, step), down(y, value));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String style, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style,
                x,
                y,
                anchor,
                Html.escaped(text)));
    }
}
