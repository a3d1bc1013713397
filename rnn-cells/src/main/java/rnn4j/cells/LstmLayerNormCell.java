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
 * Long short-term memory with layer normalisation. Ba, Kiros and Hinton 2016, arXiv:1607.06450, equations 20 to 22.
 *
 * <pre>
 * LN(z)     = (z - mean z) / √(variance z + ε)
 * [i f g o] = α LN(x Wx) + β LN(h Wh) + b   four gates side by side
 * c'        = σ(f) c + σ(i) tanh(g)
 * h'        = σ(o) tanh(γ LN(c') + δ)       the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, 4·hidden]} (Glorot, each gate by itself), {@code wh [hidden, 4·hidden]} (orthogonal, each
 * gate by itself), {@code b [4·hidden]} (zeros, 1 for the forget gate), {@code alpha}, {@code beta [4·hidden]} and
 * {@code gamma [hidden]} (ones), {@code delta [hidden]} (zeros). States: {@code h} and {@code c}, both {@code [batch, hidden]}. Option:
 * {@code epsilon}, 1e-5 if not given.
 */
public final class LstmLayerNormCell implements Cell {

    private static final int GATES = 4;
    private static final int FORGET = 1;

    private final float epsilon;

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;
    private final Tensor alpha;
    private final Tensor beta;
    private final Tensor gamma;
    private final Tensor delta;

    /** Creates the parameters in a scope. */
    public LstmLayerNormCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int gates = Math.multiplyExact(GATES, hidden);
        epsilon = (float) spec.number("epsilon", 1e-5, Float.MIN_NORMAL, 1);
        shape = CellShape.of(input, hidden).state("h", hidden).state("c", hidden);
        wx = parameters.create("wx", Shape.of(input, gates), Init.gates(GATES, Init.glorot()));
        wh = parameters.create("wh", Shape.of(hidden, gates), Init.gates(GATES, Init.orthogonal()));
        b = parameters.create("b", Shape.of(gates), Init.forgetBias(GATES, FORGET));
        alpha = parameters.create("alpha", Shape.of(gates), Init.ones());
        beta = parameters.create("beta", Shape.of(gates), Init.ones());
        gamma = parameters.create("gamma", Shape.of(hidden), Init.ones());
        delta = parameters.create("delta", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor fromInput = normal(x.matmul(wx)).mul(alpha);
        Tensor fromState = normal(state.get("h").matmul(wh)).mul(beta);
        List<Tensor> gates = fromInput.add(fromState).add(b).split(GATES);
        Tensor i = gates.get(0).sigmoid();
        Tensor f = gates.get(1).sigmoid();
        Tensor c = f.mul(state.get("c")).add(i.mul(gates.get(2).tanh()));
        Tensor h = gates.get(3).sigmoid().mul(normal(c).mul(gamma).add(delta).tanh());
        return Step.of(h, State.of("h", h, "c", c));
    }

    /** One division for a row, by a reciprocal, where each element would need its own. */
    private Tensor normal(Tensor z) {
        Tensor centred = z.sub(z.mean(-1).expand(-1));
        Tensor variance = centred.square().mean(-1).expand(-1);
        return centred.mul(variance.add(epsilon).sqrt().reciprocal());
    }

    /** Offers the cell as {@code lstm-layer-norm}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "lstm-layer-norm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new LstmLayerNormCell(spec, parameters);
        }
    }
}
