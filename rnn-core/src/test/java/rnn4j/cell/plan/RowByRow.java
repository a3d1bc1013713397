package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Runs each row by itself: the same bits forward, and parameters' gradients summed in another order than the tape's. */
final class RowByRow implements Driver {

    private final StepDriver steps;

    RowByRow(Cell cell) {
        steps = new StepDriver(cell);
    }

    @Override
    public CellShape shape() {
        return steps.shape();
    }

    @Override
    public String explain() {
        return "row by row: " + steps.explain();
    }

    @Override
    public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
        if (xs.batch() < 2) {
            return steps.run(xs, initial, direction, resets);
        }
        List<Unrolled> rows = new ArrayList<>();
        for (int row = 0; row < xs.batch(); row++) {
            State own = initial;
            for (String name : own.names()) {
                own = own.with(name, own.get(name).slice(0, row, row + 1));
            }
            boolean[] before = new boolean[xs.time()];
            for (int t = 0; t < xs.time(); t++) {
                before[t] = resets.at(t, row);
            }
            Sequence alone = new Sequence(
                    xs.values().slice(1, row, row + 1), Lengths.of(xs.lengths().at(row)));
            rows.add(steps.run(alone, own, direction, Resets.of(Mask.of(Shape.of(xs.time(), 1), before))));
        }
        State last = initial;
        for (String name : initial.names()) {
            last = last.with(
                    name,
                    Tensor.concat(
                            0, rows.stream().map(run -> run.last().get(name)).toList()));
        }
        Tensor outputs = Tensor.concat(
                1, rows.stream().map(run -> run.outputs().values()).toList());
        return new Unrolled(new Sequence(outputs, xs.lengths()), last);
    }
}
