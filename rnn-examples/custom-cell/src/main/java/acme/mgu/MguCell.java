package acme.mgu;

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

/** Minimal gated unit: f = σ(x Wf + h Uf + bf); h' = (1 - f) h + f tanh(x Wn + (f h) Un + bn). Zhou et al. 2016. */
public final class MguCell implements Cell {
    private final CellShape shape;
    private final Tensor wf, uf, bf, wn, un, bn;

    MguCell(CellSpec spec, Parameters p) {
        int in = spec.input(), h = spec.hidden();
        shape = CellShape.of(in, h).state("h", h);
        wf = p.create("wf", Shape.of(in, h), Init.glorot());
        uf = p.create("uf", Shape.of(h, h), Init.orthogonal());
        bf = p.create("bf", Shape.of(h), Init.zeros());
        wn = p.create("wn", Shape.of(in, h), Init.glorot());
        un = p.create("un", Shape.of(h, h), Init.orthogonal());
        bn = p.create("bn", Shape.of(h), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State s) {
        Tensor h = s.get("h");
        Tensor f = x.matmul(wf).add(h.matmul(uf)).add(bf).sigmoid();
        Tensor n = x.matmul(wn).add(f.mul(h).matmul(un)).add(bn).tanh();
        Tensor next = f.oneMinus().mul(h).add(f.mul(n));
        return Step.of(next, State.of("h", next));
    }

    /** What the service loader finds. */
    public static final class Provider implements CellProvider {
        @Override
        public String name() {
            return "acme.mgu";
        }

        @Override
        public Cell create(CellSpec spec, Parameters p) {
            return new MguCell(spec, p);
        }
    }
}
