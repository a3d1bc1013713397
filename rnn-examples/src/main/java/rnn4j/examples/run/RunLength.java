package rnn4j.examples.run;

import java.time.Duration;

/** How long a run trains. */
public sealed interface RunLength {
    /**
     * A number of steps, so that the run repeats.
     *
     * @param count at least 1
     */
    record Steps(long count) implements RunLength {}

    /**
     * A time, after which the run stops at the end of its step.
     *
     * @param limit more than zero
     */
    record Clock(Duration limit) implements RunLength {}
}
