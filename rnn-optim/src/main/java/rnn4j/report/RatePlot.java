package rnn4j.report;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import rnn4j.train.RateFinder;

/** What {@link RateFinder} found, as a page: the smoothed loss over the logarithm of the rate, and the rate at which it falls most. */
public final class RatePlot {

    private RatePlot() {}

    /** Returns the page; where the loss falls nowhere it says so. */
    public static String html(List<RateFinder.Point> points) {
        double[] rates = points.stream()
                .mapToDouble(point -> StrictMath.log10(point.rate()))
                .toArray();
        double[] losses = points.stream().mapToDouble(RateFinder.Point::loss).toArray();
        List<Curve.Point> curve = Curve.of(rates, losses).points();
        String picture = new Chart("smoothed loss", "log₁₀ of the learning rate", curve, curve).svg();
        return Html.page("learning rates", 0, picture + "<p>" + Html.escaped(sentence(points)) + "</p>\n");
    }

    private static String sentence(List<RateFinder.Point> points) {
        try {
            return String.format(
                    Locale.ROOT,
                    "The loss falls most steeply at %.2g: begin there or below.",
                    RateFinder.steepest(points));
        } catch (IllegalArgumentException nowhere) {
            return String.valueOf(nowhere.getMessage());
        }
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @throws UncheckedIOException when it can't be written
     */
    public static void write(List<RateFinder.Point> points, Path file) {
        Html.write("rate plot", html(points), file);
    }
}
