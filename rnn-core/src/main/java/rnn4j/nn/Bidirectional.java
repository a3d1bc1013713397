package rnn4j.nn;

import java.util.List;
import java.util.function.BiFunction;
import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * Two cells, one run forward and one backward, with their outputs side by side: {@code [time, batch, forward + backward]}.
 *
 * <p>Their states are named {@code forward.h} and {@code backward.h}. Schuster and Paliwal 1997.
 */
public final class Bidirectional implements RecurrentLayer {

    private static final String FORWARD = "forward";
    private static final String BACKWARD = "backward";

    private final Recurrent forward;
    private final Recurrent backward;

    /** Joins two cells of equal input. */
    public Bidirectional(Cell forward, Cell backward) {
        this(new Recurrent(forward), new Recurrent(backward, Direction.BACKWARD));
    }

    private Bidirectional(Recurrent forward, Recurrent backward) {
        this.forward = forward;
        this.backward = backward;
        if (this.forward.input() != this.backward.input()) {
            throw new ShapeException(
                    "bidirectional",
                    "forward takes " + this.forward.input() + " features, backward " + this.backward.input()
                            + "; make them equal");
        }
    }

    /**
     * Joins two cells made from one spec, with parameters in the scopes {@code forward} and {@code backward}.
     *
     * @param make makes a cell from the spec and its scope, such as {@code LstmCell::new}
     */
    public static Bidirectional of(
            CellSpec spec, Parameters parameters, BiFunction<CellSpec, Parameters, ? extends Cell> make) {
        return new Bidirectional(
                make.apply(spec, parameters.scope(FORWARD)), make.apply(spec, parameters.scope(BACKWARD)));
    }

    /** Returns this layer with these regularisers, and no others, on both sides; each side draws its own masks. */
    public Bidirectional with(Regularizers regularizers) {
        return new Bidirectional(forward.with(regularizers), backward.with(regularizers));
    }

    @Override
    public int input() {
        return forward.input();
    }

    @Override
    public int output() {
        return forward.output() + backward.output();
    }

    @Override
    public State initial(int batch) {
        return forward.initial(batch).under(FORWARD).and(backward.initial(batch).under(BACKWARD));
    }

    @Override
    public Unrolled run(Sequence xs, State initial, Resets resets) {
        Unrolled there = Place.in(FORWARD, () -> forward.run(xs, initial.part(FORWARD), resets));
        Unrolled back = Place.in(BACKWARD, () -> backward.run(xs, initial.part(BACKWARD), resets));
        Tensor both = Tensor.concat(
                2, List.of(there.outputs().values(), back.outputs().values()));
        return new Unrolled(
                new Sequence(both, xs.lengths()),
                there.last().under(FORWARD).and(back.last().under(BACKWARD)));
    }
}
