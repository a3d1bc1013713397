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
 * Long short-term memory whose output is a projection of its memory, which may be wider. Sak, Senior and Beaufays 2014, "Long
 * short-term memory recurrent neural network architectures for large scale acoustic modeling", without peepholes.
 *
 * <pre>
 * [i f g o] = x Wx + r Wr + b         four gates side by side
 * c'        = σ(f) c + σ(i) tanh(g)
 * r'        = (σ(o) tanh(c')) P       the output is r'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 4·hidden]} and {@code wr [projection, 4·hidden]} (Glorot, each gate by itself), {@code b [4·hidden]}
 * (zeros, 1 for the forget gate), {@code p [hidden, projection]} (Glorot). States: {@code r [batch, projection]} and
 * {@code c [batch, hidden]}. Option: {@code projection}, the width of the output; half of the hidden units, rounded up, if not given.
 */
public final class LstmProjectionCell implements Cell {

    private static final int GATES = 4;
    private static final int FORGET = 1;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wr;
    private final Tensor b;
    private final Tensor p;

    /** Creates the parameters in a scope. */
    public LstmProjectionCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int gates = Math.multiplyExact(GATES, hidden);
        int projection = spec.integer("projection", (hidden + 1) / 2, 1, Integer.MAX_VALUE);
        shape = CellShape.of(input, projection).state("r", projection).state("c", hidden);
        wx = parameters.create("wx", Shape.of(input, gates), Init.gates(GATES, Init.glorot()));
        wr = parameters.create("wr", Shape.of(projection, gates), Init.gates(GATES, Init.glorot()));
        b = parameters.create("b", Shape.of(gates), Init.forgetBias(GATES, FORGET));
        p = parameters.create("p", Shape.of(hidden, projection), Init.glorot());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        List<Tensor> gates = x.matmul(wx).add(state.get("r").matmul(wr)).add(b).split(GATES);
        Tensor i = gates.get(0).sigmoid();
        Tensor f = gates.get(1).sigmoid();
        Tensor c = f.mul(state.get("c")).add(i.mul(gates.get(2).tanh()));
        Tensor r = gates.get(3).sigmoid().mul(c.tanh()).matmul(p);
        return Step.of(r, State.of("r", r, "c", c));
    }

    /** Offers the cell as {@code lstm-projection}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "lstm-projection";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new LstmProjectionCell(spec, parameters);
        }
    }
}
