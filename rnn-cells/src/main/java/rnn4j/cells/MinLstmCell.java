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
 * The minimal long short-term memory whose gates see the input alone. Feng et al. 2024, "Were RNNs all we needed?", arXiv:2410.01201,
 * appendix B.2.2: gates that add up to one, and a state that stays positive.
 *
 * <pre>
 * g(a) = a + 1/2 where a ≥ 0, else σ(a)
 * f, i = log σ(x Wf + bf), log σ(x Wi + bi)
 * s    = σ(f - i)                     σ(…) / (σ(…) + σ(…)) of both gates, without underflow
 * h'   = s h + (1 - s) g(x Wh + bh)   the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wf}, {@code wi}, {@code wh [input, hidden]} (Glorot), {@code bf}, {@code bi}, {@code bh [hidden]} (zeros). State:
 * {@code h [batch, hidden]}, which begins as {@code g(0) = 1/2}. No options.
 */
public final class MinLstmCell implements Cell {

    private final CellShape shape;
    private final Tensor wf;
    private final Tensor bf;
    private final Tensor wi;
    private final Tensor bi;
    private final Tensor wh;
    private final Tensor bh;

    /** Creates the parameters in a scope. */
    public MinLstmCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        shape = CellShape.of(input, hidden).state("h", Tensor.full(Shape.of(hidden), 0.5f));
        wf = parameters.create("wf", Shape.of(input, hidden), Init.glorot());
        bf = parameters.create("bf", Shape.of(hidden), Init.zeros());
        wi = parameters.create("wi", Shape.of(input, hidden), Init.glorot());
        bi = parameters.create("bi", Shape.of(hidden), Init.zeros());
        wh = parameters.create("wh", Shape.of(input, hidden), Init.glorot());
        bh = parameters.create("bh", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor f = x.matmul(wf).add(bf).logSigmoid();
        Tensor i = x.matmul(wi).add(bi).logSigmoid();
        Tensor a = x.matmul(wh).add(bh);
        Tensor g = Tensor.select(a.greaterEqual(Tensor.scalar(0)), a.add(0.5f), a.sigmoid());
        Tensor share = f.sub(i).sigmoid();
        Tensor h = share.mul(state.get("h")).add(share.oneMinus().mul(g));
        return Step.of(h, State.of("h", h));
    }

    /** Offers the cell as {@code min-lstm}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "min-lstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new MinLstmCell(spec, parameters);
        }
    }
}
