package rnn4j.cell.plan;

import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Window;

/** Cells whose state meets few weights: by blocks, or by a window. */
final class WindowCells {

    private WindowCells() {}

    /** {@code h' = tanh(x W + h U + b)} with blocks on U's diagonal, one for each head. */
    static Cell blockDiagonal(int input, int hidden, Parameters p) {
        int heads = HeadCells.heads(hidden);
        Tensor w = p.create("w", Shape.of(input, hidden), Init.glorot());
        Tensor u = p.create("u", Shape.of(heads, hidden / heads, hidden / heads), Init.glorot());
        Tensor b = p.create("b", Shape.of(hidden), Init.uniform(-1, 1));
        return ToyCells.of(CellShape.of(input, hidden).state("h", hidden), (x, s) -> {
            Tensor h = x.matmul(w).add(s.get("h").blockDiagonal(u)).add(b).tanh();
            return Step.of(h, State.of("h", h));
        });
    }

    /** {@code h' = tanh(x W + u * h + b)}: h is an image of one column and two channels, of which each row sees its neighbours. Shi et al. 2015, without gates. */
    static Cell convolution(int input, int hidden, Parameters p) {
        Window window = Window.of(3, 1).padding(1, 0);
        Tensor w = p.create("w", Shape.of(input, 2 * hidden), Init.glorot());
        Tensor u = p.create("u", Shape.of(6, 2), Init.glorot());
        Tensor b = p.create("b", Shape.of(2), Init.uniform(-1, 1));
        return ToyCells.of(CellShape.of(input, 2 * hidden).state("h", hidden, 1, 2), (x, s) -> {
            int batch = x.shape().size(0);
            Tensor seen = s.get("h").conv2d(u, window);
            Tensor h = x.matmul(w).reshape(batch, hidden, 1, 2).add(seen).add(b).tanh();
            return Step.of(h.reshape(batch, 2 * hidden), State.of("h", h));
        });
    }
}
