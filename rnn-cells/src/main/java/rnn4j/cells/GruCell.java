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
 * The gated recurrent unit with its reset gate after the recurrent product. Cho et al. 2014, arXiv:1406.1078v1; so computed by
 * cuDNN and PyTorch.
 *
 * <pre>
 * [xr xz xn] = x Wx + b               what the input says to each gate, side by side
 * [hr hz hn] = h Wh                   what the state says
 * r          = σ(xr + hr)             reset gate
 * z          = σ(xz + hz)             update gate
 * n          = tanh(xn + r (hn + bh)) candidate
 * h'         = (1 - z) n + z h        the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 3·hidden]} (Glorot, each gate by itself), {@code wh [hidden, 3·hidden]} (orthogonal, each
 * gate by itself), {@code b [3·hidden]} and {@code bh [hidden]} (zeros). Only the candidate has a bias {@code bh} of its own
 * beside the state: in r and z it would add to {@code b}. State: {@code h [batch, hidden]}. No options.
 */
public final class GruCell implements Cell {

    private static final int GATES = 3;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;
    private final Tensor bh;

    /** Creates the parameters in a scope. */
    public GruCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int gates = Math.multiplyExact(GATES, hidden);
        shape = CellShape.of(input, hidden).state("h", hidden);
        wx = parameters.create("wx", Shape.of(input, gates), Init.gates(GATES, Init.glorot()));
        wh = parameters.create("wh", Shape.of(hidden, gates), Init.gates(GATES, Init.orthogonal()));
        b = parameters.create("b", Shape.of(gates), Init.zeros());
        bh = parameters.create("bh", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = state.get("h");
        List<Tensor> fromInput = x.matmul(wx).add(b).split(GATES);
        List<Tensor> fromState = h.matmul(wh).split(GATES);
        Tensor r = fromInput.get(0).add(fromState.get(0)).sigmoid();
        Tensor z = fromInput.get(1).add(fromState.get(1)).sigmoid();
        Tensor n = fromInput.get(2).add(r.mul(fromState.get(2).add(bh))).tanh();
        Tensor next = z.oneMinus().mul(n).add(z.mul(h));
        return Step.of(next, State.of("h", next));
    }

    /** Offers the cell as {@code gru}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "gru";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new GruCell(spec, parameters);
        }
    }
}
