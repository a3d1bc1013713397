package rnn4j.cell;

import java.util.regex.Pattern;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * One named state of a cell: its sizes per row, and the value it starts from.
 *
 * @param name letters, digits, {@code _} and {@code -}, starting with a letter; unique in its cell
 * @param initial {@code [sizes…]}, the value each row starts from; a constant, or a parameter to learn it
 */
public record StateShape(String name, Tensor initial) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /** Checks the name. */
    public StateShape {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("cell shape: '" + name
                    + "' is no name for a state; use a letter, then letters, digits, '_' and '-', at most 64");
        }
    }

    /** Returns the sizes per row, {@code [sizes…]}; the state's tensor is {@code [batch, sizes…]}. */
    public Shape sizes() {
        return initial.shape();
    }

    /** Returns whether a tensor has the state's shape, {@code [batch, sizes…]}. */
    boolean fits(Tensor value, int batch) {
        Shape given = value.shape();
        boolean fits = given.rank() == sizes().rank() + 1 && given.size(0) == batch;
        for (int axis = 0; fits && axis < sizes().rank(); axis++) {
            fits = given.size(axis + 1) == sizes().size(axis);
        }
        return fits;
    }

    /** Returns the shape of the state's tensor, {@code [batch, sizes…]}. */
    public Shape of(int batch) {
        return sizes().inserted(0, batch);
    }
}
