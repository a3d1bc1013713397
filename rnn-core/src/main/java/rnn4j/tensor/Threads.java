package rnn4j.tensor;

import java.util.function.Supplier;
import rnn4j.kernel.Workers;

/**
 * The threads that tensor operations may use; owned, and closed, by who trains or serves.
 *
 * <p>They change the speed and never a bit: work is divided by results, not by the terms of a sum.
 */
public final class Threads implements AutoCloseable {

    private final Workers workers;

    private Threads(Workers workers) {
        this.workers = workers;
    }

    /**
     * Starts threads; the one that calls counts as the first.
     *
     * @param count at least 1; cut to the processors the JVM has
     */
    public static Threads of(int count) {
        return new Threads(Workers.of(count));
    }

    /** Returns how many threads there are, the caller's included. */
    public int count() {
        return workers.threads();
    }

    /** Runs work whose tensor operations may use these threads. */
    public <R> R within(Supplier<R> work) {
        return workers.within(work::get);
    }

    /** Ends the threads; a second call does nothing. */
    @Override
    public void close() {
        workers.close();
    }
}
