package rnn4j.cells;

import java.util.ArrayList;
import java.util.List;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Init;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

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

    /** Draws square blocks {@code [blocks, size, size]}, each orthogonal by itself. */
    static Tensor orthogonal(Shape shape, RandomSource random) {
        List<Tensor> blocks = new ArrayList<>();
        for (int block = 0; block < shape.size(0); block++) {
            blocks.add(Init.orthogonal().draw(Shape.of(shape.size(1), shape.size(2)), random.at(block)));
        }
        return Tensor.stack(0, blocks);
    }
}
