package rnn4j.cell.graph;

import rnn4j.tensor.ShapeException;

/**
 * A size, or any whole number of a graph, that may depend on the batch: written {@code 20}, {@code B} or {@code 4B}.
 *
 * @param count the number itself, or how many times the batch size
 * @param batch whether the batch size counts
 */
public record Dim(int count, boolean batch) {

    /** Refuses no batch at all: 0 is a number of its own. */
    public Dim {
        if (batch && count < 1) {
            throw new IllegalArgumentException("dim: " + count + " times the batch size; use 1 or more");
        }
    }

    static Dim of(int number) {
        return new Dim(number, false);
    }

    /** Returns the number for a batch size. */
    public int at(int rows) {
        long number = batch ? (long) count * rows : count;
        if (number > Integer.MAX_VALUE) {
            throw new ShapeException("step graph", this + " for " + rows + " rows is more than 2^31-1; use fewer rows");
        }
        return (int) number;
    }

    @Override
    public String toString() {
        if (!batch) {
            return Integer.toString(count);
        }
        return count == 1 ? "B" : count + "B";
    }
}
