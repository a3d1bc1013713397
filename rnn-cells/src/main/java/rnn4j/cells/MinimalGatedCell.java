package rnn4j.cells;

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
 * The minimal gated unit. Zhou et al. 2016, "Minimal gated unit for recurrent neural networks", arXiv:1603.09420.
 *
 * <pre>
 * f  = σ(x Wf + h Uf + bf)            the only gate
 * n  = tanh(x Wn + (f h) Un + bn)     candidate
 * h' = (1 - f) h + f n                the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wf}, {@code wn [input, hidden]} (Glorot), {@code uf}, {@code un [hidden, hidden]} (orthogonal), {@code bf},
 * {@code bn [hidden]} (zeros). State: {@code h [batch, hidden]}. No options.
 */
public final class MinimalGatedCell implements Cell {

    private final CellShape shape;
    private final Tensor wf;
    private final Tensor uf;
    private final Tensor bf;
    private final Tensor wn;
    private final Tensor un;
    private final Tensor bn;

    /** Creates the parameters in a scope. */
    public MinimalGatedCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        shape = CellShape.of(input, hidden).state("h", hidden);
        wf = parameters.create("wf", Shape.of(input, hidden), Init.glorot());
        uf = parameters.create("uf", Shape.of(hidden, hidden), Init.orthogonal());
        bf = parameters.create("bf", Shape.of(hidden), Init.zeros());
        wn = parameters.create("wn", Shape.of(input, hidden), Init.glorot());
        un = parameters.create("un", Shape.of(hidden, hidden), Init.orthogonal());
        bn = parameters.create("bn", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = state.get("h");
        Tensor f = x.matmul(wf).add(h.matmul(uf)).add(bf).sigmoid();
        Tensor n = x.matmul(wn).add(f.mul(h).matmul(un)).add(bn).tanh();
        Tensor next = f.oneMinus().mul(h).add(f.mul(n));
        return Step.of(next, State.of("h", next));
    }

    /** Offers the cell as {@code mgu}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "mgu";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new MinimalGatedCell(spec, parameters);
        }
    }
}
