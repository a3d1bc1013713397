package rnn4j.cell;

import java.io.Serial;

/** Thrown when a cell or its provider breaks the rules of {@link Cell} or {@link CellProvider}; the message names the class. */
public final class PluginException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Tells which plugin did what wrong, and what to do. */
    PluginException(String message) {
        super(message);
    }

    /** Tells which plugin threw what. */
    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
