package rnn4j.tensor;

import java.io.Serial;

/** Thrown when a step that is traced reads a number: within a trace there are none yet. */
public final class TracedValueException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Names the place in the model where the value was read. */
    public TracedValueException() {
        super(
                "trace: the step reads a value, which has none while it is traced; express it by operations such as select"
                        + Place.suffix());
    }
}
