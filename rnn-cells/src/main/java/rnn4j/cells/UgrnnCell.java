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
 * The update gate recurrent network. Collins, Sohl-Dickstein and Sussillo 2017, "Capacity and trainability in recurrent neural
 * networks", arXiv:1611.09913, with tanh.
 *
 * <pre>
 * [c g] = x Wx + h Wh + b             candidate and gate side by side
 * h'    = σ(g) h + (1 - σ(g)) tanh(c) the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 2·hidden]} (Glorot, each by itself), {@code wh [hidden, 2·hidden]} (orthogonal, each by
 * itself), {@code b [2·hidden]} (zeros, 1 for the gate, so that much is kept at first). State: {@code h [batch, hidden]}. No options.
 */
public final class UgrnnCell implements Cell {

    private static final int PARTS = 2;
    private static final int GATE = 1;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public UgrnnCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int parts = Math.multiplyExact(PARTS, hidden);
        shape = CellShape.of(input, hidden).state("h", hidden);
        wx = parameters.create("wx", Shape.of(input, parts), Init.gates(PARTS, Init.glorot()));
        wh = parameters.create("wh", Shape.of(hidden, parts), Init.gates(PARTS, Init.orthogonal()));
        b = parameters.create("b", Shape.of(parts), Init.forgetBias(PARTS, GATE));
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = state.get("h");
        List<Tensor> parts = x.matmul(wx).add(h.matmul(wh)).add(b).split(PARTS);
        Tensor c = parts.get(0).tanh();
        Tensor g = parts.get(1).sigmoid();
        Tensor next = g.mul(h).add(g.oneMinus().mul(c));
        return Step.of(next, State.of("h", next));
    }

    /** Offers the cell as {@code ugrnn}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "ugrnn";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new UgrnnCell(spec, parameters);
        }
    }
}
