package rnn4j.cells;

import rnn4j.cell.CellSpec;

/** Units cut into heads of equal size, which do not meet. */
final class Heads {

    private Heads() {}

    /** Returns the option {@code heads}: 4 where that divides the units, else 1, if not given. */
    static int of(CellSpec spec) {
        int heads = spec.integer("heads", spec.hidden() % 4 == 0 ? 4 : 1, 1, spec.hidden());
        if (spec.hidden() % heads != 0) {
            throw new IllegalArgumentException(
                    "cell spec: " + spec.hidden() + " units in " + heads + " heads; use a number that divides them");
        }
        return heads;
    }
}
