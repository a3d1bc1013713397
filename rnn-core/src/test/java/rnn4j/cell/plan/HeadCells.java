package rnn4j.cell.plan;

import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Cells whose state is cut into heads, two of them with a matrix for each head. */
final class HeadCells {

    private HeadCells() {}

    /** Returns how many heads a width is cut into: 4 or 3 where that goes, else 1. */
    static int heads(int hidden) {
        return hidden % 4 == 0 ? 4 : hidden % 3 == 0 ? 3 : 1;
    }

    /**
     * Multiplies each head by a matrix of its own.
     *
     * @param v {@code [batch, heads · from]}
     * @param w {@code [heads, from, to]}
     * @return {@code [batch, heads · to]}
     */
    static Tensor byHead(Tensor v, Tensor w) {
        int batch = v.shape().size(0);
        int heads = w.shape().size(0);
        Tensor headFirst = v.reshape(batch, heads, w.shape().size(1)).transpose(0, 1);
        return headFirst
                .matmul(w)
                .transpose(0, 1)
                .reshape(batch, heads * w.shape().size(2));
    }

    /**
     * sLSTM. Beck et al. 2024, appendix A.2: exponential gates, a normaliser n and a stabiliser m, recurrence within heads.
     * As in their code the first step takes m from the input alone. No gradient passes m: c / n does not depend on it.
     *
     * <pre>
     * [i f z o] = x W + (h R by head) + b
     * m'        = max(log σ(f) + m, i)        i in a first step
     * i', f'    = e^(i - m'), e^(log σ(f) + m - m')
     * c'        = f' c + i' tanh(z)
     * n'        = f' n + i'
     * h'        = σ(o) c' / n'
     * </pre>
     */
    static Cell slstm(int input, int hidden, Parameters p) {
        int heads = heads(hidden);
        int size = hidden / heads;
        Tensor w = p.create("w", Shape.of(input, 4 * hidden), Init.glorot());
        Tensor r = p.create("r", Shape.of(heads, size, 4 * size), Init.glorot());
        Tensor b = p.create("b", Shape.of(4 * hidden), Init.zeros());
        CellShape shape = CellShape.of(input, hidden)
                .state("h", hidden)
                .state("c", heads, size)
                .state("n", heads, size)
                .state("m", heads, size)
                .state("begun", 1);
        return ToyCells.of(shape, (x, s) -> {
            int batch = x.shape().size(0);
            Tensor net = x.matmul(w).add(byHead(s.get("h"), r)).add(b);
            List<Tensor> gates = net.reshape(batch, heads, 4 * size).split(4);
            Tensor i = gates.get(0);
            Tensor kept = gates.get(1).logSigmoid().add(s.get("m"));
            Tensor begun = s.get("begun").expand(-1);
            Tensor m = Tensor.select(begun, kept.max(i), i).stopGradient();
            Tensor in = i.sub(m).exp();
            Tensor keep = kept.sub(m).exp();
            Tensor c = keep.mul(s.get("c")).add(in.mul(gates.get(2).tanh()));
            Tensor n = keep.mul(s.get("n")).add(in);
            Tensor h = gates.get(3).sigmoid().mul(c.div(n)).reshape(batch, hidden);
            State next = State.of("h", h, "c", c).with("n", n).with("m", m);
            return Step.of(h, next.with("begun", Tensor.full(s.get("begun").shape(), 1)));
        });
    }

    /**
     * mLSTM. Beck et al. 2024, equations 19 to 27, stabilised as in appendix A.3: a matrix for each head, gates for a whole
     * head, no recurrent product. As in their code the input gate begins nearly shut and the forget gate open, so that the
     * normaliser is not a difference of almost equal numbers.
     *
     * <pre>
     * q, k, v = x Wq, x Wk / √d, x Wv         by head
     * i, f    = x Wi + bi, x Wf + bf          one number a head
     * m'      = max(log σ(f) + m, i)
     * i', f'  = e^(i - m'), e^(log σ(f) + m - m')
     * C'      = f' C + i' v kᵀ
     * n'      = f' n + i' k
     * h       = σ(x Wo + bo) (C' q / max(|n'ᵀ q|, e^-m'))
     * </pre>
     */
    static Cell mlstm(int input, int hidden, Parameters p) {
        int heads = heads(hidden);
        int size = hidden / heads;
        Tensor w = p.create("w", Shape.of(input, 4 * hidden), Init.gates(4, Init.glorot()));
        Tensor bo = p.create("bo", Shape.of(hidden), Init.zeros());
        Tensor wg = p.create("wg", Shape.of(input, 2 * heads), Init.glorot());
        Tensor bg = p.create("bg", Shape.of(2 * heads), Init.blocks(Init.constant(-3), Init.constant(3)));
        CellShape shape = CellShape.of(input, hidden)
                .state("C", heads, size, size)
                .state("n", heads, size)
                .state("m", heads);
        return ToyCells.of(shape, (x, s) -> {
            int batch = x.shape().size(0);
            List<Tensor> parts = x.matmul(w).split(4);
            Tensor q = parts.get(0).reshape(batch, heads, size);
            Tensor k = parts.get(1).reshape(batch, heads, size).div((float) Math.sqrt(size));
            Tensor v = parts.get(2).reshape(batch, heads, size);
            Tensor o = parts.get(3).add(bo).sigmoid();
            List<Tensor> gates = x.matmul(wg).add(bg).split(2);
            Tensor kept = gates.get(1).logSigmoid().add(s.get("m"));
            Tensor m = kept.max(gates.get(0));
            Tensor in = gates.get(0).sub(m).exp().expand(-1);
            Tensor keep = kept.sub(m).exp().expand(-1);
            Tensor c = keep.expand(-1).mul(s.get("C")).add(in.expand(-1).mul(v.outer(k)));
            Tensor n = keep.mul(s.get("n")).add(in.mul(k));
            Tensor read = c.mul(q.expand(-2)).sum(-1);
            Tensor weight = n.mul(q).sum(-1).abs().max(m.neg().exp()).expand(-1);
            Tensor h = o.mul(read.div(weight).reshape(batch, hidden));
            return Step.of(h, State.of("C", c, "n", n).with("m", m));
        });
    }

    /**
     * Gated delta rule. Yang, Kautz and Hatamizadeh 2024; keys and queries of length 1.
     *
     * <pre>
     * q, k, v = x Wq / |x Wq|, x Wk / |x Wk|, x Wv      by head
     * α       = e^(-e^a softplus(x Wα + bα))            one number a head
     * β       = σ(x Wβ + bβ)                            one number a head
     * S'      = α S (I - β k kᵀ) + β v kᵀ = α S + β (v - α S k) kᵀ
     * y       = S' q
     * </pre>
     */
    static Cell gatedDelta(int input, int hidden, Parameters p) {
        int heads = heads(hidden);
        int size = hidden / heads;
        Tensor w = p.create("w", Shape.of(input, 3 * hidden), Init.gates(3, Init.glorot()));
        Tensor wg = p.create("wg", Shape.of(input, 2 * heads), Init.glorot());
        Tensor bg = p.create("bg", Shape.of(2 * heads), Init.zeros());
        Tensor a = p.create("a", Shape.of(heads), Init.uniform(-2, 0));
        CellShape shape = CellShape.of(input, hidden).state("S", heads, size, size);
        return ToyCells.of(shape, (x, s) -> {
            int batch = x.shape().size(0);
            List<Tensor> parts = x.matmul(w).reshape(batch, 3 * heads, size).split(1, 3);
            Tensor q = ofLengthOne(parts.get(0)).reshape(batch * heads, size, 1);
            Tensor k = ofLengthOne(parts.get(1)).reshape(batch * heads, size, 1);
            Tensor v = parts.get(2).reshape(batch * heads, size, 1);
            List<Tensor> gates = x.matmul(wg).add(bg).split(2);
            Tensor alpha = a.exp().mul(gates.get(0).softplus()).neg().exp().reshape(batch * heads, 1, 1);
            Tensor beta = gates.get(1).sigmoid().reshape(batch * heads, 1, 1);
            Tensor faded = s.get("S").reshape(batch * heads, size, size).mul(alpha);
            Tensor miss = v.sub(faded.matmul(k)).mul(beta);
            Tensor next = faded.add(miss.matmul(k, false, true));
            Tensor y = next.matmul(q).reshape(batch, hidden);
            return Step.of(y, State.of("S", next.reshape(batch, heads, size, size)));
        });
    }

    private static Tensor ofLengthOne(Tensor v) {
        return v.div(v.square().sum(-1).add(1e-6f).sqrt().expand(-1));
    }
}
