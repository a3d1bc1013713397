package rnn4j.bench.custom;

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

/** The least gated unit, whose gate sees the input alone: h' = (1 - z) h + z (x Wh + bh), z = σ(x Wz + bz). Feng et al. 2024. */
public final class MinGruCell implements Cell {
    private final CellShape shape;
    private final Tensor wz, bz, wh, bh;

    MinGruCell(CellSpec spec, Parameters p) {
        int in = spec.input(), h = spec.hidden();
        shape = CellShape.of(in, h).state("h", h);
        wz = p.create("wz", Shape.of(in, h), Init.glorot());
        bz = p.create("bz", Shape.of(h), Init.zeros());
        wh = p.create("wh", Shape.of(in, h), Init.glorot());
        bh = p.create("bh", Shape.of(h), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State s) {
        Tensor z = x.matmul(wz).add(bz).sigmoid();
        Tensor h = z.oneMinus().mul(s.get("h")).add(z.mul(x.matmul(wh).add(bh)));
        return Step.of(h, State.of("h", h));
    }

    /** What the service loader finds. */
    public static final class Provider implements CellProvider {
        /** Is what it calls. */
        public Provider() {}

        @Override
        public String name() {
            return "bench.min-gru";
        }

        @Override
        public Cell create(CellSpec spec, Parameters p) {
            return new MinGruCell(spec, p);
        }
    }
}
