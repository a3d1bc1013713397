package rnn4j.bench.custom;

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
 * LSTM with layer normalisation. Ba, Kiros and Hinton 2016, equations 20 to 22.
 *
 * <pre>
 * LN(z) = (z - mean z) / √(variance z + ε)
 * [i f g o] = α LN(x Wx) + β LN(h Wh) + b
 * c' = σ(f) c + σ(i) tanh(g);  h' = σ(o) tanh(γ LN(c') + δ)
 * </pre>
 */
public final class LayerNormLstmCell implements Cell {
    private final CellShape shape;
    private final Tensor wx, wh, b, alpha, beta, gamma, delta;

    LayerNormLstmCell(CellSpec spec, Parameters p) {
        int in = spec.input(), h = spec.hidden();
        shape = CellShape.of(in, h).state("h", h).state("c", h);
        wx = p.create("wx", Shape.of(in, 4 * h), Init.gates(4, Init.glorot()));
        wh = p.create("wh", Shape.of(h, 4 * h), Init.gates(4, Init.orthogonal()));
        b = p.create("b", Shape.of(4 * h), Init.forgetBias(4, 1));
        alpha = p.create("alpha", Shape.of(4 * h), Init.ones());
        beta = p.create("beta", Shape.of(4 * h), Init.ones());
        gamma = p.create("gamma", Shape.of(h), Init.ones());
        delta = p.create("delta", Shape.of(h), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State s) {
        Tensor fromX = normal(x.matmul(wx)).mul(alpha);
        Tensor fromH = normal(s.get("h").matmul(wh)).mul(beta);
        List<Tensor> z = fromX.add(fromH).add(b).split(4);
        Tensor c = z.get(1)
                .sigmoid()
                .mul(s.get("c"))
                .add(z.get(0).sigmoid().mul(z.get(2).tanh()));
        Tensor h = z.get(3).sigmoid().mul(normal(c).mul(gamma).add(delta).tanh());
        return Step.of(h, State.of("h", h, "c", c));
    }

    private static Tensor normal(Tensor z) {
        Tensor centred = z.sub(z.mean(-1).expand(-1));
        Tensor variance = centred.square().mean(-1).expand(-1);
        return centred.mul(variance.add(1e-5f).sqrt().reciprocal());
    }

    /** What the service loader finds. */
    public static final class Provider implements CellProvider {
        /** Is what it calls. */
        public Provider() {}

        @Override
        public String name() {
            return "bench.layer-norm-lstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters p) {
            return new LayerNormLstmCell(spec, p);
        }
    }
}
