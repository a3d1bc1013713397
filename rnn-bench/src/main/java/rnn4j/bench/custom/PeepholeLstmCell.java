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
 * LSTM whose gates look at the cell state, the output gate at the new one. Gers, Schraudolph and Schmidhuber 2002.
 *
 * <pre>
 * [i f g o] = x Wx + h Wh + b
 * c' = σ(f + pf c) c + σ(i + pi c) tanh(g);  h' = σ(o + po c') tanh(c')
 * </pre>
 */
public final class PeepholeLstmCell implements Cell {
    private final CellShape shape;
    private final Tensor wx, wh, b, pi, pf, po;

    PeepholeLstmCell(CellSpec spec, Parameters p) {
        int in = spec.input(), h = spec.hidden();
        shape = CellShape.of(in, h).state("h", h).state("c", h);
        wx = p.create("wx", Shape.of(in, 4 * h), Init.gates(4, Init.glorot()));
        wh = p.create("wh", Shape.of(h, 4 * h), Init.gates(4, Init.orthogonal()));
        b = p.create("b", Shape.of(4 * h), Init.forgetBias(4, 1));
        pi = p.create("pi", Shape.of(h), Init.uniform(-0.1f, 0.1f));
        pf = p.create("pf", Shape.of(h), Init.uniform(-0.1f, 0.1f));
        po = p.create("po", Shape.of(h), Init.uniform(-0.1f, 0.1f));
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State s) {
        Tensor old = s.get("c");
        List<Tensor> z = x.matmul(wx).add(s.get("h").matmul(wh)).add(b).split(4);
        Tensor i = z.get(0).add(pi.mul(old)).sigmoid();
        Tensor f = z.get(1).add(pf.mul(old)).sigmoid();
        Tensor c = f.mul(old).add(i.mul(z.get(2).tanh()));
        Tensor h = z.get(3).add(po.mul(c)).sigmoid().mul(c.tanh());
        return Step.of(h, State.of("h", h, "c", c));
    }

    /** What the service loader finds. */
    public static final class Provider implements CellProvider {
        /** Is what it calls. */
        public Provider() {}

        @Override
        public String name() {
            return "bench.peephole-lstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters p) {
            return new PeepholeLstmCell(spec, p);
        }
    }
}
