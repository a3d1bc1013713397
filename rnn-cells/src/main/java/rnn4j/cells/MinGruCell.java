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
 * The minimal gated recurrent unit whose gates see the input alone. Feng et al. 2024, "Were RNNs all we needed?", arXiv:2410.01201,
 * appendix B.2.1: the form that keeps its state positive.
 *
 * <pre>
 * g(a) = a + 1/2 where a ≥ 0, else σ(a)
 * z    = σ(x Wz + bz)
 * h'   = (1 - z) h + z g(x Wh + bh)   the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wz}, {@code wh [input, hidden]} (Glorot), {@code bz}, {@code bh [hidden]} (zeros). State:
 * {@code h [batch, hidden]}, which begins as {@code g(0) = 1/2}. No options.
 */
public final class MinGruCell implements Cell {

    private final CellShape shape;
    private final Tensor wz;
    private final Tensor bz;
    private final Tensor wh;
    private final Tensor bh;

    /** Creates the parameters in a scope. */
    public MinGruCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        shape = CellShape.of(input, hidden).state("h", Tensor.full(Shape.of(hidden), 0.5f));
        wz = parameters.create("wz", Shape.of(input, hidden), Init.glorot());
        bz = parameters.create("bz", Shape.of(hidden), Init.zeros());
        wh = parameters.create("wh", Shape.of(input, hidden), Init.glorot());
        bh = parameters.create("bh", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor z = x.matmul(wz).add(bz).sigmoid();
        Tensor a = x.matmul(wh).add(bh);
        Tensor g = Tensor.select(a.greaterEqual(Tensor.scalar(0)), a.add(0.5f), a.sigmoid());
        Tensor h = z.oneMinus().mul(state.get("h")).add(z.mul(g));
        return Step.of(h, State.of("h", h));
    }

    /** Offers the cell as {@code min-gru}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "min-gru";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new MinGruCell(spec, parameters);
        }
    }
}
