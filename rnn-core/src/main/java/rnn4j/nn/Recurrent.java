package rnn4j.nn;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.Cell;
import rnn4j.cell.Cost;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StreamSession;
import rnn4j.cell.Unrolled;
import rnn4j.cell.plan.Plans;

/** One cell, run over sequences in one direction; with regularisers, if wanted. */
public final class Recurrent implements RecurrentLayer {

    private final Cell cell;
    private final Driver driver;
    private final Direction direction;
    private final @Nullable Regularized regularized;

    /** Runs a cell forward. */
    public Recurrent(Cell cell) {
        this(cell, Direction.FORWARD);
    }

    /** Runs a cell in a direction; resets mark the first steps of sequences in both. */
    public Recurrent(Cell cell, Direction direction) {
        this.cell = cell;
        this.driver = Plans.driver(cell);
        this.direction = direction;
        this.regularized = null;
    }

    private Recurrent(Recurrent other, Driver driver) {
        this.cell = other.cell;
        this.driver = driver;
        this.direction = other.direction;
        this.regularized = other.regularized;
    }

    private Recurrent(Recurrent plain, Regularizers regularizers) {
        this.cell = plain.cell;
        this.driver = plain.driver;
        this.direction = plain.direction;
        this.regularized = new Regularized(cell, driver, regularizers);
    }

    /**
     * Returns this layer with these regularisers, and no others.
     *
     * @throws IllegalArgumentException when recurrent dropout is asked for and the cell's step cannot be traced or no state of
     *     it enters a product, or when zoneout names a state that is not there
     */
    public Recurrent with(Regularizers regularizers) {
        return new Recurrent(this, regularizers);
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
        return regularized == null
                ? driver.run(xs, initial, direction, turned)
                : regularized.run(xs, initial, direction, resets, turned);
    }

    /**
     * Begins to feed the cell one step at a time, without regularisers' masks.
     *
     * @param batch how many rows at a time
     * @throws IllegalStateException when the layer runs backward in time
     */
    public StreamSession stream(int batch) {
        if (direction == Direction.BACKWARD) {
            throw new IllegalStateException("stream: the layer runs backward in time; only a forward one can be fed");
        }
        return (regularized == null ? driver : regularized.evaluation()).stream(batch);
    }

    /** Tells, in lines for people, how the cell is run: what leaves the loop over time, what is fused, what is kept. */
    public String explain() {
        return driver.explain();
    }

    /** Tells how the cell is run, with the work and the memory that a batch of full sequences takes. */
    public String explain(int batch, int time) {
        return driver.explain(batch, time);
    }

    /** Returns the work and the memory that a batch of full sequences takes; empty where the cell runs step by step. */
    public Optional<Cost> cost(int batch, int time) {
        return driver.cost(batch, time);
    }

    /**
     * Returns this layer with a bound for the memory of one pass: where the values kept for the way back need more, states are
     * kept at some steps only, and the steps between are run again, with the same bits.
     *
     * @param bytes for each pass; without a bound half of what the JVM may take
     */
    public Recurrent within(long bytes) {
        return new Recurrent(this, Plans.driver(cell, bytes));
    }
}
