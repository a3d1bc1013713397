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
 * LSTM with exponential gates, a normaliser and a stabiliser, of one head. Beck et al. 2024, equations 8 to 17.
 *
 * <pre>
 * [i f z o] = x Wx + h Wh + b
 * m' = max(log σ(f) + m, i)                    the stabiliser: no gradient passes, as h' does not depend on it
 * c' = e^(log σ(f) + m - m') c + e^(i - m') tanh(z)
 * n' = e^(log σ(f) + m - m') n + e^(i - m')
 * h' = σ(o) c' / n'
 * </pre>
 */
public final class SlstmCell implements Cell {
    private final CellShape shape;
    private final Tensor wx, wh, b;

    SlstmCell(CellSpec spec, Parameters p) {
        int in = spec.input(), h = spec.hidden();
        shape = CellShape.of(in, h).state("h", h).state("c", h).state("n", h).state("m", h);
        wx = p.create("wx", Shape.of(in, 4 * h), Init.gates(4, Init.glorot()));
        wh = p.create("wh", Shape.of(h, 4 * h), Init.gates(4, Init.orthogonal()));
        b = p.create("b", Shape.of(4 * h), Init.forgetBias(4, 1));
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State s) {
        List<Tensor> z = x.matmul(wx).add(s.get("h").matmul(wh)).add(b).split(4);
        Tensor kept = z.get(1).logSigmoid().add(s.get("m"));
        Tensor m = kept.max(z.get(0)).stopGradient();
        Tensor i = z.get(0).sub(m).exp();
        Tensor f = kept.sub(m).exp();
        Tensor c = f.mul(s.get("c")).add(i.mul(z.get(2).tanh()));
        Tensor n = f.mul(s.get("n")).add(i);
        Tensor h = z.get(3).sigmoid().mul(c.div(n));
        return Step.of(h, State.of("h", h, "c", c).with("n", n).with("m", m));
    }

    /** What the service loader finds. */
    public static final class Provider implements CellProvider {
        /** Is what it calls. */
        public Provider() {}

        @Override
        public String name() {
            return "bench.slstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters p) {
            return new SlstmCell(spec, p);
        }
    }
}
