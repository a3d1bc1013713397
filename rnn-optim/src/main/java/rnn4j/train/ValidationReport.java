package rnn4j.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is told of a validation.
 *
 * @param step after which it was made
 * @param scores by name, such as {@code bits/symbol}, in order
 * @param seconds since this run began
 */
public record ValidationReport(long step, Map<String, Double> scores, double seconds) {

    /** Keeps a copy of the scores. */
    public ValidationReport {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }
}
