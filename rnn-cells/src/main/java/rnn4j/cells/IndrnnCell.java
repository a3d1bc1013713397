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
 * The independently recurrent network: each unit sees its own past alone. Li et al. 2018, arXiv:1803.04831, equation 1.
 *
 * <pre>
 * h' = [x W + u h + b]₊               with u cut to ±limit; the output is h'
 * </pre>
 *
 * <p>Parameters: {@code w [input, hidden]} (He), {@code u [hidden]} (uniform from -1 to 1), {@code b [hidden]} (zeros). State:
 * {@code h [batch, hidden]}. Option: {@code limit} of the recurrent weights, 1 if not given; the paper takes the T-th root of what a
 * gradient over T steps may grow to.
 */
public final class IndrnnCell implements Cell {

    private final float limit;

    private final CellShape shape;
    private final Tensor w;
    private final Tensor u;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public IndrnnCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        limit = (float) spec.number("limit", 1, 0, Float.MAX_VALUE);
        shape = CellShape.of(input, hidden).state("h", hidden);
        w = parameters.create("w", Shape.of(input, hidden), Init.he());
        u = parameters.create("u", Shape.of(hidden), Init.uniform(-1, 1));
        b = parameters.create("b", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = x.matmul(w)
                .add(u.clamp(-limit, limit).mul(state.get("h")))
                .add(b)
                .relu();
        return Step.of(h, State.of("h", h));
    }

    /** Offers the cell as {@code indrnn}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "indrnn";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new IndrnnCell(spec, parameters);
        }
    }
}
