package rnn4j.tensor;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * The state of something that can be set back to it exactly: named tensors and plain values.
 *
 * @param tensors by name, in order
 * @param values by name, in order; each a {@code String}, {@code Long}, {@code Double} or {@code Boolean}
 */
public record Snapshot(Map<String, Tensor> tensors, Map<String, Object> values) {

    /** Copies the maps and checks the plain values' types. */
    public Snapshot {
        tensors = ImmutableMap.copyOf(tensors);
        values = ImmutableMap.copyOf(values);
        values.forEach((name, value) -> {
            if (!(value instanceof String
                    || value instanceof Long
                    || value instanceof Double
                    || value instanceof Boolean)) {
                throw new IllegalArgumentException("snapshot: value '" + name + "' is a "
                        + value.getClass().getSimpleName() + "; use String, Long, Double or Boolean");
            }
        });
    }
}
