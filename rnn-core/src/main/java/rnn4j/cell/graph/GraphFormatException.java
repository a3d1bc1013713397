package rnn4j.cell.graph;

import java.io.Serial;

/** Thrown, and nothing else is, when a text is not a step's graph; the message names the line. */
public final class GraphFormatException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    GraphFormatException(int line, String problem) {
        super("step graph: line " + line + ": " + problem);
        this.line = line;
    }

    /** Returns the line that is wrong, counted from 1. */
    public int line() {
        return line;
    }
}
