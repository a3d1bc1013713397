package rnn4j.bench.contest;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a contest gave.
 *
 * @param name such as {@code T1 LSTM}
 * @param threads of each contestant
 * @param measure what the figures are
 * @param ours our own figures
 * @param peers those of the others, by name
 * @param share the nominal flop a second of our median over the FMA peak of all threads; NaN where it says nothing
 */
public record Outcome(String name, int threads, Measure measure, Spread ours, Map<String, Spread> peers, double share) {
    /** How our own runs are called. */
    public static final String OWN = "rnn4j";

    /** What counts as a draw when the ranges overlap. */
    private static final double DRAW = 0.97;

    /** Keeps a copy of the map, in its order. */
    public Outcome {
        peers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(peers));
    }

    /** Returns the peer with the best median; nothing when we ran alone. */
    public Optional<String> best() {
        return peers.keySet().stream().max(Comparator.comparingDouble(peer -> -ratio(peer)));
    }

    /** Returns how many times as good as the best peer we are. */
    public double ratio() {
        return best().map(this::ratio).orElse(Double.NaN);
    }

    private double ratio(String peer) {
        return measure.ratio(ours.median(), peers.get(peer).median());
    }

    /** Returns whether we reach the best peer: its median, or nearly so with ranges that overlap. */
    public boolean reached() {
        return best().map(peer -> ratio(peer) >= 1 || ratio(peer) >= DRAW && ours.overlaps(peers.get(peer)))
                .orElse(false);
    }

    /** Returns {@code T1 LSTM 1t rnn4j 151.2k (149.0k–152.9k) torch27 128.8k (126.1k–131.3k) ratio 1.17 ✓}. */
    public String line() {
        String start = name + " " + threads + "t " + OWN + " " + measure.text(ours);
        String against = best().map(peer -> String.format(
                        Locale.ROOT,
                        " %s %s ratio %.2f %s",
                        peer,
                        measure.text(peers.get(peer)),
                        ratio(peer),
                        reached() ? "✓" : "✗"))
                .orElse("");
        return start
                + against
                + (Double.isNaN(share) ? "" : String.format(Locale.ROOT, " %.1f %% of peak", 100 * share));
    }
}
