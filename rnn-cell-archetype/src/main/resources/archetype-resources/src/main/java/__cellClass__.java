package ${package};

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
 * Leaky units: each keeps a part of what it was, and learns how large a part.
 *
 * <pre>
 * a  = σ(leak)                            [hidden]
 * n  = tanh(x w + h u + b)                [batch, hidden]
 * h' = (1 - a) h + a n                    [batch, hidden], which is also the output
 * </pre>
 *
 * <p>Jaeger et al., "Optimization and applications of echo state networks with leaky-integrator neurons", 2007, equation 1, with
 * leaks that are learned. Replace it by the equations of your own cell, and this comment with it.
 */
public final class ${cellClass} implements Cell {

    private final CellShape shape;
    private final Tensor w;
    private final Tensor u;
    private final Tensor b;
    private final Tensor leak;

    ${cellClass}(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        shape = CellShape.of(input, hidden).state("h", hidden);
        w = parameters.create("w", Shape.of(input, hidden), Init.glorot());
        u = parameters.create("u", Shape.of(hidden, hidden), Init.orthogonal());
        b = parameters.create("b", Shape.of(hidden), Init.zeros());
        leak = parameters.create("leak", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = state.get("h");
        Tensor a = leak.sigmoid();
        Tensor n = x.matmul(w).add(h.matmul(u)).add(b).tanh();
        Tensor next = a.oneMinus().mul(h).add(a.mul(n));
        return Step.of(next, State.of("h", next));
    }

    /** What the service loader finds. */
    public static final class Provider implements CellProvider {

        @Override
        public String name() {
            return "${cellName}";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new ${cellClass}(spec, parameters);
        }
    }
}
