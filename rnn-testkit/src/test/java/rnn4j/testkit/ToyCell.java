package rnn4j.testkit;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
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
 * A right cell to make wrong ones of: h' = tanh(x Wx + h Wh + b), whose state begins with a learned value.
 *
 * <p>A fault replaces {@link #before}, which the tanh is taken of, or {@link #after}, which it gives, or more.
 */
class ToyCell implements Cell {

    final CellShape shape;
    final Tensor wx;
    final Tensor wh;
    final Tensor b;

    ToyCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        wx = parameters.create("wx", Shape.of(input, hidden), Init.glorot());
        wh = parameters.create("wh", Shape.of(hidden, hidden), Init.orthogonal());
        b = parameters.create("b", Shape.of(hidden), Init.zeros());
        Tensor start = parameters.create("start", Shape.of(hidden), Init.uniform(-1, 1));
        shape = CellShape.of(input, hidden).state("h", start);
    }

    /** Returns a cell that changes what the tanh is taken of, {@code [batch, hidden]}. */
    static ToyCell before(CellSpec spec, Parameters parameters, UnaryOperator<Tensor> change) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                return change.apply(super.before(x, h));
            }
        };
    }

    /** Returns a cell that changes what the tanh gives, {@code [batch, hidden]}. */
    static ToyCell after(CellSpec spec, Parameters parameters, UnaryOperator<Tensor> change) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor after(Tensor h) {
                return change.apply(h);
            }
        };
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor h = after(before(x, state.get("h")).tanh());
        return Step.of(h, State.of("h", h));
    }

    /** Returns {@code [batch, hidden]}. */
    Tensor before(Tensor x, Tensor h) {
        return x.matmul(wx).add(h.matmul(wh)).add(b);
    }

    /** Returns {@code [batch, hidden]}. */
    Tensor after(Tensor h) {
        return h;
    }

    /** Offers cells as {@code toy.cell}. */
    record Provider(String name, BiFunction<CellSpec, Parameters, Cell> factory) implements CellProvider {

        static Provider of(BiFunction<CellSpec, Parameters, Cell> factory) {
            return new Provider("toy.cell", factory);
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return factory.apply(spec, parameters);
        }
    }
}
