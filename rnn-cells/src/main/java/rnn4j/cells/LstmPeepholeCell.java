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
 * Long short-term memory whose gates see its memory. Gers, Schraudolph and Schmidhuber 2002, "Learning precise timing with LSTM
 * recurrent networks".
 *
 * <pre>
 * [i f g o] = x Wx + h Wh + b         four gates side by side
 * i, f      = σ(i + pi c), σ(f + pf c)
 * c'        = f c + i tanh(g)
 * o         = σ(o + po c')            the output gate sees the new memory
 * h'        = o tanh(c')              the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 4·hidden]} (Glorot, each gate by itself), {@code wh [hidden, 4·hidden]} (orthogonal, each
 * gate by itself), {@code b [4·hidden]} (zeros, 1 for the forget gate), {@code pi}, {@code pf}, {@code po [hidden]} (zeros). States:
 * {@code h} and {@code c}, both {@code [batch, hidden]}. No options.
 */
public final class LstmPeepholeCell implements Cell {

    private static final int GATES = 4;
    private static final int FORGET = 1;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;
    private final Tensor pi;
    private final Tensor pf;
    private final Tensor po;

    /** Creates the parameters in a scope. */
    public LstmPeepholeCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int gates = Math.multiplyExact(GATES, hidden);
        shape = CellShape.of(input, hidden).state("h", hidden).state("c", hidden);
        wx = parameters.create("wx", Shape.of(input, gates), Init.gates(GATES, Init.glorot()));
        wh = parameters.create("wh", Shape.of(hidden, gates), Init.gates(GATES, Init.orthogonal()));
        b = parameters.create("b", Shape.of(gates), Init.forgetBias(GATES, FORGET));
        pi = parameters.create("pi", Shape.of(hidden), Init.zeros());
        pf = parameters.create("pf", Shape.of(hidden), Init.zeros());
        po = parameters.create("po", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor c = state.get("c");
        List<Tensor> gates = x.matmul(wx).add(state.get("h").matmul(wh)).add(b).split(GATES);
        Tensor i = gates.get(0).add(pi.mul(c)).sigmoid();
        Tensor f = gates.get(1).add(pf.mul(c)).sigmoid();
        Tensor next = f.mul(c).add(i.mul(gates.get(2).tanh()));
        Tensor o = gates.get(3).add(po.mul(next)).sigmoid();
        Tensor h = o.mul(next.tanh());
        return Step.of(h, State.of("h", h, "c", next));
    }

    /** Offers the cell as {@code lstm-peephole}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "lstm-peephole";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new LstmPeepholeCell(spec, parameters);
        }
    }
}
