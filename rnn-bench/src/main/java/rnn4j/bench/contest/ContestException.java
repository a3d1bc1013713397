package rnn4j.bench.contest;

/** A contestant that could not be started, did not answer in time, or failed. */
public final class ContestException extends Exception {
    private static final long serialVersionUID = 1L;

    ContestException(String message) {
        super(message);
    }

    ContestException(String message, Throwable cause) {
        super(message, cause);
    }
}
