package rnn4j.cells;

import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * The quasi-recurrent network: a convolution over the last inputs, and a state that only gates mix. Bradbury et al. 2017,
 * arXiv:1611.01576, equations 1 to 5, with fo-pooling.
 *
 * <pre>
 * [z f o] = [x₋ₖ … x₋₁ x] W + b       the last inputs side by side
 * c'      = σ(f) c + (1 - σ(f)) tanh(z)
 * y       = σ(o) c'                   the output
 * </pre>
 *
 * <p>Parameters: {@code w [window·input, 3·hidden]} (Glorot, each part by itself), {@code b [3·hidden]} (zeros, 1 for the forget
 * gate). States: {@code past [batch, window - 1, input]}, the inputs before, and {@code c [batch, hidden]}. Option: {@code window}, how
 * many inputs are seen at once, 2 if not given.
 */
public final class QrnnCell implements Cell {

    private static final int PARTS = 3;
    private static final int FORGET = 1;

    private final int window;

    private final CellShape shape;
    private final Tensor w;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public QrnnCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        window = spec.integer("window", 2, 2, Integer.MAX_VALUE);
        int seen = Math.multiplyExact(window, input);
        int parts = Math.multiplyExact(PARTS, hidden);
        shape = CellShape.of(input, hidden).state("past", window - 1, input).state("c", hidden);
        w = parameters.create("w", Shape.of(seen, parts), Init.gates(PARTS, Init.glorot()));
        b = parameters.create("b", Shape.of(parts), Init.forgetBias(PARTS, FORGET));
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor past = state.get("past");
        int before = (window - 1) * shape.input();
        Tensor seen = Tensor.concat(1, List.of(past.reshape(x.shape().size(0), before), x));
        List<Tensor> parts = seen.matmul(w).add(b).split(PARTS);
        Tensor f = parts.get(1).sigmoid();
        Tensor c = f.mul(state.get("c")).add(f.oneMinus().mul(parts.get(0).tanh()));
        Tensor y = parts.get(2).sigmoid().mul(c);
        Tensor shifted = seen.slice(1, shape.input(), window * shape.input()).reshape(past.shape());
        return Step.of(y, State.of("past", shifted, "c", c));
    }

    /** Offers the cell as {@code qrnn}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "qrnn";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new QrnnCell(spec, parameters);
        }
    }
}
