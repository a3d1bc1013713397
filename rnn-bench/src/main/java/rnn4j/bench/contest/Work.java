package rnn4j.bench.contest;

/** One measured call, to be repeated: a training step, a pass, one step of a stream. */
public interface Work extends AutoCloseable {

    /** Runs it once. */
    void once() throws Exception;

    /** Returns a number of the last result, such as the loss; finite and not 0, or the result is wrong. */
    double figure() throws Exception;

    @Override
    default void close() {}
}
