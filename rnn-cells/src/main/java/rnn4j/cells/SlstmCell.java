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
 * The LSTM with exponential gates, a normaliser and a stabiliser. Beck et al. 2024, "xLSTM: extended long short-term memory",
 * arXiv:2405.04517, equations 8 to 17, with a sigmoid for the forget gate, and heads that do not meet in h Wh.
 *
 * <pre>
 * [i f z o] = x Wx + h Wh + b
 * k  = log σ(f) + m                   what is kept, as a logarithm
 * m' = max(k, i)                      the stabiliser: no gradient passes, as h' does not depend on it
 * c' = e^(k - m') c + e^(i - m') tanh(z)
 * n' = e^(k - m') n + e^(i - m')
 * h' = σ(o) c' / n'                   the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 4·hidden]} (Glorot, each gate by itself), {@code wh [4·heads, hidden/heads, hidden/heads]}
 * (orthogonal, the blocks of a gate's heads side by side), {@code b [4·hidden]} (zeros, 1 for the forget gate). States: {@code h},
 * {@code c}, {@code n} and {@code m}, all {@code [batch, hidden]}; m begins far below all gates, so that the first step is taken whole. Option: {@code heads}, 4 where
 * that divides the units, else 1, if not given.
 */
public final class SlstmCell implements Cell {

    private static final int GATES = 4;
    private static final int FORGET = 1;

    /** The logarithm of a weight that nothing has, finite so that differences of it are numbers. */
    private static final float NOTHING = -1e30f;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public SlstmCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int gates = Math.multiplyExact(GATES, hidden);
        int heads = Heads.of(spec);
        int size = hidden / heads;
        shape = CellShape.of(input, hidden)
                .state("h", hidden)
                .state("c", hidden)
                .state("n", hidden)
                .state("m", Tensor.full(Shape.of(hidden), NOTHING));
        wx = parameters.create("wx", Shape.of(input, gates), Init.gates(GATES, Init.glorot()));
        wh = parameters.create("wh", Shape.of(GATES * heads, size, size), Heads::orthogonal);
        b = parameters.create("b", Shape.of(gates), Init.forgetBias(GATES, FORGET));
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = state.get("h");
        Tensor recurrent = Tensor.concat(1, List.of(h, h, h, h)).blockDiagonal(wh);
        List<Tensor> gates = x.matmul(wx).add(recurrent).add(b).split(GATES);
        Tensor kept = gates.get(1).logSigmoid().add(state.get("m"));
        Tensor m = kept.max(gates.get(0)).stopGradient();
        Tensor i = gates.get(0).sub(m).exp();
        Tensor f = kept.sub(m).exp();
        Tensor c = f.mul(state.get("c")).add(i.mul(gates.get(2).tanh()));
        Tensor n = f.mul(state.get("n")).add(i);
        Tensor y = gates.get(3).sigmoid().mul(c.div(n));
        return Step.of(y, State.of("h", y, "c", c).with("n", n).with("m", m));
    }

    /** Offers the cell as {@code slstm}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "slstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new SlstmCell(spec, parameters);
        }
    }
}
