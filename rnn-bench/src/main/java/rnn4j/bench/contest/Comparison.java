package rnn4j.bench.contest;

import java.util.Locale;

/**
 * What two of us gave that ran in turn.
 *
 * @param name such as {@code T1 lstm training}
 * @param threads of each
 * @param measure what the figures are
 * @param ours what is asked about
 * @param other what it is held against
 * @param ratio how many times as good it is, round by round
 * @param bound what is promised of the ratio's median; NaN where nothing is
 */
public record Comparison(
        String name, int threads, Measure measure, Rival ours, Rival other, Spread ratio, double bound) {

    /** Returns whether what is promised is kept. */
    public boolean kept() {
        return ratio.median() >= bound;
    }

    /** Returns {@code T1 training gru 45.1 % (43.0 %–47.2 %) lstm 50.0 % (49.1 %–50.3 %); ratio 0.90 (0.87–0.94), bound 0.95 ✗}. */
    public String line() {
        String promised = String.format(Locale.ROOT, ", bound %.2f %s", bound, kept() ? "✓" : "✗");
        return String.format(
                Locale.ROOT,
                "%s %s %s %s %s; ratio %.2f (%.2f–%.2f)%s",
                name,
                ours.name(),
                measure.text(ours.figures()),
                other.name(),
                measure.text(other.figures()),
                ratio.median(),
                ratio.low(),
                ratio.high(),
                Double.isNaN(bound) ? "" : promised);
    }
}
