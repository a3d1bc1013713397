package rnn4j.nn;

import rnn4j.cell.Cell;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.cell.plan.Plans;

/** One cell, run over sequences in one direction. */
public final class Recurrent implements RecurrentLayer {

    private final Driver driver;
    private final Direction direction;

    /** Runs a cell forward. */
    public Recurrent(Cell cell) {
        this(cell, Direction.FORWARD);
    }

    /** Runs a cell in a direction; resets mark the first steps of sequences in both. */
    public Recurrent(Cell cell, Direction direction) {
        this.driver = Plans.driver(cell);
        this.direction = direction;
    }

    @Override
    public int input() {
        return driver.shape().input();
    }

    @Override
    public int output() {
        return driver.shape().output();
    }

    @Override
    public State initial(int batch) {
        return driver.shape().initial(batch);
    }

    @Override
    public Unrolled run(Sequence xs, State initial, Resets resets) {
        Resets turned = direction == Direction.FORWARD ? resets : resets.backward();
        return driver.run(xs, initial, direction, turned);
    }

    /** Tells, in lines for people, how the cell is run: what leaves the loop over time, what is fused, what is kept. */
    public String explain() {
        return driver.explain();
    }
}
