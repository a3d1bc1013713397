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
 * The Legendre memory unit: units beside a fixed linear memory of the last θ steps. Voelker, Kajić and Eliasmith 2019, "Legendre memory
 * units: continuous-time representation in recurrent neural networks", equations 5 to 7.
 *
 * <pre>
 * u  = x ex + h eh + m em
 * m' = Ā m + B̄ u                         Ā and B̄ are fixed: the input is held within a step
 * h' = tanh(x Wx + h Wh + m' Wm)          the output
 * </pre>
 *
 * <p>Parameters: {@code ex [input, 1]}, {@code eh [hidden, 1]} (Glorot), {@code em [order, 1]} (zeros), {@code wx [input, hidden]},
 * {@code wm [order, hidden]} (Glorot), {@code wh [hidden, hidden]} (orthogonal). States: {@code h [batch, hidden]} and
 * {@code m [batch, order]}. Options: {@code order}, how many numbers the memory has, 8 if not given, and {@code theta}, how many steps it
 * covers, 32 if not given.
 */
public final class LmuCell implements Cell {

    private final CellShape shape;
    private final Tensor recurrence;
    private final Tensor entry;
    private final Tensor ex;
    private final Tensor eh;
    private final Tensor em;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor wm;

    /** Creates the parameters in a scope. */
    public LmuCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        int order = spec.integer("order", 8, 1, 1024);
        LegendreDelay memory = new LegendreDelay(order, spec.number("theta", 32, 1, 1e6));
        recurrence = memory.transposedRecurrence();
        entry = memory.entry();
        shape = CellShape.of(input, hidden).state("h", hidden).state("m", order);
        ex = parameters.create("ex", Shape.of(input, 1), Init.glorot());
        eh = parameters.create("eh", Shape.of(hidden, 1), Init.glorot());
        em = parameters.create("em", Shape.of(order, 1), Init.zeros());
        wx = parameters.create("wx", Shape.of(input, hidden), Init.glorot());
        wh = parameters.create("wh", Shape.of(hidden, hidden), Init.orthogonal());
        wm = parameters.create("wm", Shape.of(order, hidden), Init.glorot());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = state.get("h");
        Tensor m = state.get("m");
        Tensor u = x.matmul(ex).add(h.matmul(eh)).add(m.matmul(em));
        Tensor nextM = m.matmul(recurrence).add(u.mul(entry));
        Tensor nextH = x.matmul(wx).add(h.matmul(wh)).add(nextM.matmul(wm)).tanh();
        return Step.of(nextH, State.of("h", nextH, "m", nextM));
    }

    /** Offers the cell as {@code lmu}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "lmu";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new LmuCell(spec, parameters);
        }
    }
}
