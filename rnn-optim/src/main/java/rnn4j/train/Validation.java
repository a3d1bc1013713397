package rnn4j.train;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A look at held-out data now and then.
 *
 * @param every after every so many steps
 * @param scores computes them, by name
 */
record Validation(long every, Supplier<Map<String, Double>> scores) {

    boolean due(long step) {
        return step % every == 0;
    }
}
