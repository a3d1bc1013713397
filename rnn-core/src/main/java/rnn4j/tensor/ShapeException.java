package rnn4j.tensor;

import java.io.Serial;

/** Thrown when shapes do not fit an operation; the message names the operation, the shapes, and the place in the model. */
public final class ShapeException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Builds the message and adds the place in the user's model.
     *
     * @param operation what was asked for
     * @param problem what is wrong, with the numbers, and what to do
     */
    public ShapeException(String operation, String problem) {
        super(operation + ": " + problem + Place.suffix());
    }
}
