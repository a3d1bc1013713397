package rnn4j.testkit;

import java.util.EnumMap;
import java.util.Map;

/** Keeps the largest error of each kind that a contract met, for its certificate. */
final class Worst {

    /** What is measured, and how large it may be. */
    enum Kind {
        VALUES("values in float32 against float64", 1e-6),
        GRADIENTS("gradients in float32 against float64", 2e-6),
        DIFFERENCES("gradients against differences", 1e-9),
        SECOND("gradients of gradients against differences", 1e-9),
        PLANNED("gradients by a plan against those of the steps", 1e-6),
        ROWS("gradients of a batch against its rows'", 2e-6);

        private final String title;
        private final double bound;

        Kind(String title, double bound) {
            this.title = title;
            this.bound = bound;
        }

        /** Returns the greatest error allowed, as a share of what is compared. */
        double bound() {
            return bound;
        }
    }

    private final Map<Kind, Double> errors = new EnumMap<>(Kind.class);

    /** Tells an error, as a share of what is compared. */
    synchronized void met(Kind kind, double error) {
        errors.merge(kind, error, Math::max);
    }

    /** Returns a line for each kind that was measured. */
    synchronized String lines() {
        StringBuilder lines = new StringBuilder();
        errors.forEach(
                (kind, error) -> lines.append("  %-46s %.1e of %.0e%n".formatted(kind.title, error, kind.bound)));
        return lines.toString();
    }
}
