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
 * Long short-term memory. Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000.
 *
 * <pre>
 * [i f g o] = x Wx + h Wh + b         four gates side by side
 * i, f, o   = σ(i), σ(f), σ(o)        input, forget and output gate
 * g         = tanh(g)                 candidate
 * c'        = f c + i g
 * h'        = o tanh(c')              the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 4·hidden]} (Glorot, each gate by itself), {@code wh [hidden, 4·hidden]} (orthogonal, each
 * gate by itself), {@code b [4·hidden]} (zeros, 1 for the forget gate). States: {@code h} and {@code c}, both
 * {@code [batch, hidden]}. No options.
 */
public final class LstmCell implements Cell {

    private static final int GATES = 4;
    private static final int FORGET = 1;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public LstmCell(CellSpec spec, Parameters parameters) {
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
        Tensor i = gates.get(0).sigmoid();
        Tensor f = gates.get(1).sigmoid();
        Tensor g = gates.get(2).tanh();
        Tensor o = gates.get(3).sigmoid();
        Tensor c = f.mul(state.get("c")).add(i.mul(g));
        Tensor h = o.mul(c.tanh());
        return Step.of(h, State.of("h", h, "c", c));
    }

    /** Offers the cell as {@code lstm}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "lstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new LstmCell(spec, parameters);
        }
    }
}
