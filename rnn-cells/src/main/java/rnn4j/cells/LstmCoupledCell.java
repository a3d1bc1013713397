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
 * Long short-term memory that writes as much as it forgets (CIFG). Greff et al. 2017, "LSTM: a search space odyssey",
 * arXiv:1503.04069, section 3, without peepholes.
 *
 * <pre>
 * [f g o] = x Wx + h Wh + b           three gates side by side
 * c'      = σ(f) c + (1 - σ(f)) tanh(g)
 * h'      = σ(o) tanh(c')             the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 3·hidden]} (Glorot, each gate by itself), {@code wh [hidden, 3·hidden]} (orthogonal, each
 * gate by itself), {@code b [3·hidden]} (zeros, 1 for the forget gate). States: {@code h} and {@code c}, both
 * {@code [batch, hidden]}. No options.
 */
public final class LstmCoupledCell implements Cell {

    private static final int GATES = 3;
    private static final int FORGET = 0;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public LstmCoupledCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int gates = Math.multiplyExact(GATES, hidden);
        shape = CellShape.of(input, hidden).state("h", hidden).state("c", hidden);
        wx = parameters.create("wx", Shape.of(input, gates), Init.gates(GATES, Init.glorot()));
        wh = parameters.create("wh", Shape.of(hidden, gates), Init.gates(GATES, Init.orthogonal()));
        b = parameters.create("b", Shape.of(gates), Init.forgetBias(GATES, FORGET));
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        List<Tensor> gates = x.matmul(wx).add(state.get("h").matmul(wh)).add(b).split(GATES);
        Tensor f = gates.get(0).sigmoid();
        Tensor c = f.mul(state.get("c")).add(f.oneMinus().mul(gates.get(1).tanh()));
        Tensor h = gates.get(2).sigmoid().mul(c.tanh());
        return Step.of(h, State.of("h", h, "c", c));
    }

    /** Offers the cell as {@code lstm-coupled}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "lstm-coupled";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new LstmCoupledCell(spec, parameters);
        }
    }
}
