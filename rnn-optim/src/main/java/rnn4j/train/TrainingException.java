package rnn4j.train;

/** Training ended by an exception; its cause is what was thrown, by the objective, the batches, a listener or another part. */
public class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long step;

    /**
     * Tells what happened.
     *
     * @param step the number of the step in which it happened, from 1
     */
    public TrainingException(String message, long step, Throwable cause) {
        super(message, cause);
        this.step = step;
    }

    /** Tells what happened, without a cause. */
    TrainingException(String message, long step) {
        super(message);
        this.step = step;
    }

    /** Returns the number of the step in which it happened, from 1. */
    public long step() {
        return step;
    }
}
