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
 * The gated recurrent unit with its reset gate before the recurrent product. Cho et al. 2014, arXiv:1406.1078, equations 5 to 8, with
 * biases.
 *
 * <pre>
 * [r z] = σ(x Wx + h Wh + b)          reset and update gate side by side
 * n     = tanh(x Wn + (r h) Un + bn)  candidate
 * h'    = z h + (1 - z) n             the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 2·hidden]} (Glorot, each gate by itself), {@code wh [hidden, 2·hidden]} (orthogonal, each
 * gate by itself), {@code b [2·hidden]} (zeros), {@code wn [input, hidden]} (Glorot), {@code un [hidden, hidden]} (orthogonal),
 * {@code bn [hidden]} (zeros). State: {@code h [batch, hidden]}. No options.
 */
public final class Gru2014Cell implements Cell {

    private static final int GATES = 2;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;
    private final Tensor wn;
    private final Tensor un;
    private final Tensor bn;

    /** Creates the parameters in a scope. */
    public Gru2014Cell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int gates = Math.multiplyExact(GATES, hidden);
        shape = CellShape.of(input, hidden).state("h", hidden);
        wx = parameters.create("wx", Shape.of(input, gates), Init.gates(GATES, Init.glorot()));
        wh = parameters.create("wh", Shape.of(hidden, gates), Init.gates(GATES, Init.orthogonal()));
        b = parameters.create("b", Shape.of(gates), Init.zeros());
        wn = parameters.create("wn", Shape.of(input, hidden), Init.glorot());
        un = parameters.create("un", Shape.of(hidden, hidden), Init.orthogonal());
        bn = parameters.create("bn", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = state.get("h");
        List<Tensor> gates = x.matmul(wx).add(h.matmul(wh)).add(b).sigmoid().split(GATES);
        Tensor r = gates.get(0);
        Tensor z = gates.get(1);
        Tensor n = x.matmul(wn).add(r.mul(h).matmul(un)).add(bn).tanh();
        Tensor next = z.mul(h).add(z.oneMinus().mul(n));
        return Step.of(next, State.of("h", next));
    }

    /** Offers the cell as {@code gru-2014}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "gru-2014";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new Gru2014Cell(spec, parameters);
        }
    }
}
