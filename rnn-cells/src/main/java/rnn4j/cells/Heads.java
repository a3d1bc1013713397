package rnn4j.cells;

import java.util.ArrayList;
import java.util.List;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
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

    /** Creates a square matrix for each head, {@code [hidden/heads, hidden/heads]}, called by a name and a number from 0 on. */
    static List<Tensor> matrices(Parameters parameters, String name, int heads, int hidden) {
        int size = hidden / heads;
        List<Tensor> matrices = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            matrices.add(parameters.create(name + head, Shape.of(size, size), Init.glorot()));
        }
        return List.copyOf(matrices);
    }

    /**
     * Multiplies each head by its matrix: a block-diagonal product.
     *
     * @param v {@code [batch, hidden]}
     * @return {@code [batch, hidden]}
     */
    static Tensor times(Tensor v, List<Tensor> matrices) {
        List<Tensor> parts = v.split(matrices.size());
        List<Tensor> products = new ArrayList<>();
        for (int head = 0; head < matrices.size(); head++) {
            products.add(parts.get(head).matmul(matrices.get(head)));
        }
        return Tensor.concat(1, products);
    }
}
