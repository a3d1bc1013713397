package rnn4j.train;

/**
 * Where training ended; the parameters are those after its last whole step.
 *
 * @param step how many steps were made, from the trainer's first one ever
 * @param epoch how many times all batches were used
 * @param seconds how long this run took
 * @param reason why it ended
 */
public record Outcome(long step, long epoch, double seconds, Reason reason) {

    /** Why training ended. */
    public enum Reason {
        /** All steps were made. */
        STEPS,
        /** All epochs were made. */
        EPOCHS,
        /** The time was up. */
        TIME,
        /** {@link Trainer#finish} was called, as {@link EarlyStopping} does. */
        FINISHED,
        /** {@link Trainer#cancel} was called. */
        CANCELLED,
        /** The thread was interrupted; it still is. */
        INTERRUPTED,
        /** An exception ended it; the one who called {@link Trainer#train} gets it. */
        FAILED
    }
}
