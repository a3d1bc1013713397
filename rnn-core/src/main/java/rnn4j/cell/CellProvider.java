package rnn4j.cell;

import rnn4j.tensor.Parameters;

/**
 * A factory of cells that describes itself; found by {@link java.util.ServiceLoader}.
 *
 * <p>A plugin names its provider twice, because the class path does not read {@code module-info}: in
 * {@code provides rnn4j.cell.CellProvider with …} and in {@code META-INF/services/rnn4j.cell.CellProvider}.
 */
public interface CellProvider {

    /**
     * Returns the name of the cell, which is written into model files and so never changes.
     *
     * <p>Lower-case letters, digits and {@code -}, in parts joined by dots, at most 64 characters: {@code acme.my-cell}. Names
     * without a dot are reserved for the cells of rnn4j itself. New mathematics gets a new name.
     */
    String name();

    /**
     * Makes a cell.
     *
     * @param spec the sizes and options; each option is read, since one that nobody read is refused as unknown
     * @param parameters where every trainable of the cell is created, under names of the cell's own choice
     * @throws IllegalArgumentException when an option or a size cannot be met
     */
    Cell create(CellSpec spec, Parameters parameters);

    /** Returns the version of the parameters' layout, from 1; it rises when older model files no longer fit. */
    default int version() {
        return 1;
    }
}
