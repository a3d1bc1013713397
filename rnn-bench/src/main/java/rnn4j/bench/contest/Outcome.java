package rnn4j.bench.contest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a contest gave.
 *
 * @param name such as {@code T1 LSTM}
 * @param threads of each contestant
 * @param measure what the figures are
 * @param ours our own figures
 * @param rivals those of the peers
 * @param share the nominal flop a second of our median over the FMA peak of all threads; NaN where it says nothing
 */
public record Outcome(String name, int threads, Measure measure, Spread ours, List<Rival> rivals, double share) {
    /** How our own runs are called. */
    public static final String OWN = "rnn4j";

    /** What counts as a draw when the ranges overlap. */
    private static final double DRAW = 0.97;

    /** Keeps a copy of the list. */
    public Outcome {
        rivals = List.copyOf(rivals);
    }

    /** Returns the peer with the best median; nothing when we ran alone. */
    public Optional<Rival> best() {
        return rivals.stream().min(Comparator.comparingDouble(this::ratio));
    }

    /** Returns how many times as good as the best peer we are; NaN when we ran alone. */
    public double ratio() {
        return best().map(this::ratio).orElse(Double.NaN);
    }

    private double ratio(Rival rival) {
        return measure.ratio(ours.median(), rival.figures().median());
    }

    /** Returns the ratio with its bounds: our worst round against the peer's best, and the other way round. */
    public Spread bounds() {
        return best().map(this::bounds).orElse(new Spread(Double.NaN, Double.NaN, Double.NaN));
    }

    private Spread bounds(Rival rival) {
        double one = measure.ratio(ours.low(), rival.figures().high());
        double other = measure.ratio(ours.high(), rival.figures().low());
        return new Spread(ratio(rival), Math.min(one, other), Math.max(one, other));
    }

    /** Returns how ours stands to something that ran in turn but is no peer. */
    public Comparison against(Rival other) {
        return new Comparison(name, threads, measure, new Rival(OWN, ours), other, bounds(other), Double.NaN);
    }

    /** Returns whether we reach the best peer: its median, or nearly so with ranges that overlap. */
    public boolean reached() {
        return best().map(rival -> ratio(rival) >= (ours.overlaps(rival.figures()) ? DRAW : 1))
                .orElse(false);
    }

    /** Returns {@code T1 LSTM 1t rnn4j 151.2k (149.0k–152.9k) torch27 128.8k (126.1k–131.3k) ratio 1.17 ✓ 65.3 % of peak}. */
    public String line() {
        String start = name + " " + threads + "t " + OWN + " " + measure.text(ours);
        String against = best().map(rival -> String.format(
                        Locale.ROOT,
                        " %s %s ratio %.2f %s",
                        rival.name(),
                        measure.text(rival.figures()),
                        ratio(rival),
                        reached() ? "✓" : "✗"))
                .orElse("");
        return start
                + against
                + (Double.isNaN(share) ? "" : String.format(Locale.ROOT, " %.1f %% of peak", 100 * share));
    }
}
