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
 * The simple recurrent network. Elman 1990, "Finding structure in time".
 *
 * <pre>
 * h' = tanh(x Wx + h Wh + b)          the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, hidden]} (Glorot), {@code wh [hidden, hidden]} (orthogonal), {@code b [hidden]} (zeros).
 * State: {@code h [batch, hidden]}. No options.
 */
public final class ElmanCell implements Cell {

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public ElmanCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        shape = CellShape.of(input, hidden).state("h", hidden);
        wx = parameters.create("wx", Shape.of(input, hidden), Init.glorot());
        wh = parameters.create("wh", Shape.of(hidden, hidden), Init.orthogonal());
        b = parameters.create("b", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = x.matmul(wx).add(state.get("h").matmul(wh)).add(b).tanh();
        return Step.of(h, State.of("h", h));
    }

    /** Offers the cell as {@code elman}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "elman";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new ElmanCell(spec, parameters);
        }
    }
}
