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
 * The LSTM whose memory is a matrix, to which values are written by keys and read by queries. Beck et al. 2024, "xLSTM: extended long
 * short-term memory", arXiv:2405.04517, equations 19 to 27, with a sigmoid for the forget gate, stabilised as in appendix A.
 *
 * <pre>
 * q, k, v = x Wq, x Wk / √d, x Wv         head by head, of d units
 * i, f    = x Wi + bi, x Wf + bf          one number a head
 * l       = log σ(f) + m                  what is kept, as a logarithm
 * m'      = max(l, i)                     the stabiliser: y does not depend on it
 * C'      = e^(l - m') C + e^(i - m') v kᵀ
 * n'      = e^(l - m') n + e^(i - m') k
 * y       = σ(x Wo + bo) (C' q / max(|n'ᵀ q|, e^-m'))      the output
 * </pre>
 *
 * <p>Parameters: {@code w [input, 4·hidden]}, in the order q k v o (Glorot, each part by itself), {@code bo [hidden]} (zeros),
 * {@code wg [input, 2·heads]} (Glorot), {@code bg [2·heads]}: the input gate begins nearly shut, at -3, the forget gate open, at 3.
 * States: {@code C [batch, heads, d, d]}, {@code n [batch, heads, d]} and {@code m [batch, heads]}. No product reads a state, so all of
 * them leave the loop over time. Option: {@code heads}, 4 where that divides the units, else 1, if not given.
 */
public final class MlstmCell implements Cell {

    private static final int PARTS = 4;
    private static final float SHUT = -3;
    private static final float OPEN = 3;

    /** The largest exponent of the normaliser. */
    private static final float LARGEST = 80;

    private final int heads;
    private final int size;
    private final CellShape shape;
    private final Tensor w;
    private final Tensor bo;
    private final Tensor wg;
    private final Tensor bg;

    /** Creates the parameters in a scope. */
    public MlstmCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        heads = Heads.of(spec);
        size = hidden / heads;
        shape = CellShape.of(input, hidden)
                .state("C", heads, size, size)
                .state("n", heads, size)
                .state("m", heads);
        int parts = Math.multiplyExact(PARTS, hidden);
        w = parameters.create("w", Shape.of(input, parts), Init.gates(PARTS, Init.glorot()));
        bo = parameters.create("bo", Shape.of(hidden), Init.zeros());
        wg = parameters.create("wg", Shape.of(input, 2 * heads), Init.glorot());
        bg = parameters.create("bg", Shape.of(2 * heads), Init.blocks(Init.constant(SHUT), Init.constant(OPEN)));
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        int batch = x.shape().size(0);
        List<Tensor> parts = x.matmul(w).split(PARTS);
        Tensor q = parts.get(0).reshape(batch, heads, size);
        Tensor k = parts.get(1).div((float) Math.sqrt(size)).reshape(batch, heads, size);
        Tensor v = parts.get(2).reshape(batch, heads, size);
        Tensor o = parts.get(3).add(bo).sigmoid();
        List<Tensor> gates = x.matmul(wg).add(bg).split(2);
        Tensor kept = gates.get(1).logSigmoid().add(state.get("m"));
        Tensor m = kept.max(gates.get(0));
        Tensor in = gates.get(0).sub(m).exp().expand(-1);
        Tensor keep = kept.sub(m).exp().expand(-1);
        Tensor c = keep.expand(-1).mul(state.get("C")).add(in.expand(-1).mul(v.outer(k)));
        Tensor n = keep.mul(state.get("n")).add(in.mul(k));
        Tensor read = c.mul(q.expand(-2)).sum(-1);
        Tensor weight = n.mul(q).sum(-1).abs().max(least(m)).expand(-1);
        Tensor y = o.mul(read.div(weight).reshape(batch, heads * size));
        return Step.of(y, State.of("C", c, "n", n).with("m", m));
    }

    /** Returns e^-m, but at most e^80, beyond which it would be infinite; y is nearly 0 long before. */
    private static Tensor least(Tensor m) {
        return m.neg().min(Tensor.scalar(LARGEST)).exp();
    }

    /** Offers the cell as {@code mlstm}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "mlstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new MlstmCell(spec, parameters);
        }
    }
}
