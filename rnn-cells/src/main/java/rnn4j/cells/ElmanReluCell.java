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
 * The simple recurrent network with rectified units; with its recurrent matrix begun as the identity, the IRNN. Le, Jaitly and Hinton
 * 2015, "A simple way to initialize recurrent networks of rectified linear units", arXiv:1504.00941.
 *
 * <pre>
 * h' = [x Wx + h Wh + b]₊             the output is h'
 * </pre>
 *
 * <p>Parameters: {@code wx [input, hidden]} (He), {@code wh [hidden, hidden]} (the identity), {@code b [hidden]} (zeros). State:
 * {@code h [batch, hidden]}. Option: {@code recurrent}, how {@code wh} begins, {@code "identity"} or {@code "orthogonal"}.
 */
public final class ElmanReluCell implements Cell {

    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;

    /** Creates the parameters in a scope. */
    public ElmanReluCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        Init recurrent = spec.choice("recurrent", "identity", "orthogonal").equals("identity")
                ? Init.identity()
                : Init.orthogonal();
        shape = CellShape.of(input, hidden).state("h", hidden);
        wx = parameters.create("wx", Shape.of(input, hidden), Init.he());
        wh = parameters.create("wh", Shape.of(hidden, hidden), recurrent);
        b = parameters.create("b", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = x.matmul(wx).add(state.get("h").matmul(wh)).add(b).relu();
        return Step.of(h, State.of("h", h));
    }

    /** Offers the cell as {@code elman-relu}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "elman-relu";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new ElmanReluCell(spec, parameters);
        }
    }
}
