package rnn4j.cell.plan;

import java.io.Serial;

/** Thrown when a traced step has a form that no plan is made for; the cell then runs step by step, and the message is told. */
final class UnplannableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnplannableException(String problem) {
        super(problem);
    }
}
