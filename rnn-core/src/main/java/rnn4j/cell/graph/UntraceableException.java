package rnn4j.cell.graph;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown when a step is no fixed set of equations, so that there is no graph of it; the message says why and names the cell's class. */
public final class UntraceableException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a step cannot be traced. */
    public enum Reason {
        /** It reads the values of tensors. Legal: the cell runs step by step, on the tape, and no faster. */
        READS_VALUES,
        /** Two equal calls did not compute the same: a counter, a clock, a random number. Against the rules of a cell. */
        CHANGES_BETWEEN_CALLS,
        /** More than sizes follow the batch, so a row's result depends on its neighbours. Against the rules of a cell. */
        DEPENDS_ON_BATCH,
        /** It failed, or returned other shapes than it declares. */
        FAILED
    }

    UntraceableException(Reason reason, Class<?> cell, String problem, @Nullable Throwable cause) {
        super("trace: the step of " + cell.getName() + " " + problem, cause);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
