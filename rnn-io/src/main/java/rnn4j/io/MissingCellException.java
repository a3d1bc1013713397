package rnn4j.io;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Says that a model needs a cell that nobody provides here, and that nothing else can stand for it. */
public final class MissingCellException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The name of the cell. */
    private final String cell;

    /** The version of its layout of parameters. */
    private final int version;

    /** The names of the cells that are there. */
    private final ImmutableList<String> available;

    MissingCellException(String operation, String cell, int version, List<String> available, String reason) {
        super(operation + ": " + reason + "; put the jar with cell " + cell + " of version " + version
                + " on the class path or module path, there are " + available);
        this.cell = cell;
        this.version = version;
        this.available = ImmutableList.copyOf(available);
    }

    /** The name of the cell that is missing. */
    public String cell() {
        return cell;
    }

    /** The version of its layout of parameters that the model was saved with. */
    public int version() {
        return version;
    }

    /** The names of the cells that are there. */
    public List<String> available() {
        return available;
    }
}
