package rnn4j.cell;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * A batch of sequences, time first, with the length of each.
 *
 * <p>What stands after the end of a row is padding: it may hold anything, NaN included, and reaches no result.
 *
 * @param values {@code [time, batch, features]}
 * @param lengths how many steps of each row are real, from 0 to {@code time}
 */
public record Sequence(Tensor values, Lengths lengths) {

    /** Checks that the lengths fit the values. */
    public Sequence {
        Shape shape = values.shape();
        if (shape.rank() != 3) {
            throw new ShapeException("sequence", "values are " + shape + "; use [time, batch, features]");
        }
        if (lengths.batch() != shape.size(1)) {
            throw new ShapeException(
                    "sequence",
                    lengths.batch() + " lengths for values " + shape + "; use one length per row, " + shape.size(1));
        }
        if (lengths.longest() > shape.size(0)) {
            throw new ShapeException(
                    "sequence",
                    "length " + lengths.longest() + " is longer than values " + shape + "; use at most "
                            + shape.size(0));
        }
    }

    /** Returns sequences that all last as long as the values, {@code [time, batch, features]}. */
    public static Sequence full(Tensor values) {
        Shape shape = values.shape();
        if (shape.rank() != 3) {
            throw new ShapeException("sequence", "values are " + shape + "; use [time, batch, features]");
        }
        return new Sequence(values, Lengths.full(shape.size(1), shape.size(0)));
    }

    /** Returns the number of steps, padding counted. */
    public int time() {
        return values.shape().size(0);
    }

    /** Returns the number of rows. */
    public int batch() {
        return values.shape().size(1);
    }

    /** Returns the number of features of a step. */
    public int features() {
        return values.shape().size(2);
    }

    /** Returns whether no row has padding. */
    public boolean isFull() {
        return lengths.all(time());
    }

    /** Returns the sequence of what a function makes of the values; it keeps time and batch. */
    public Sequence map(UnaryOperator<Tensor> function) {
        return new Sequence(function.apply(values), lengths);
    }

    /** Returns steps {@code from} (inclusive) to {@code to} (exclusive); a row that has ended before has length 0. */
    public Sequence steps(int from, int to) {
        int[] left = IntStream.range(0, batch())
                .map(row -> Math.clamp(lengths.at(row) - from, 0, to - from))
                .toArray();
        return new Sequence(values.slice(0, from, to), Lengths.of(left));
    }

    /** Returns one row, {@code [time, 1, features]}. */
    public Sequence row(int row) {
        return new Sequence(values.slice(1, row, row + 1), Lengths.of(lengths.at(row)));
    }
}
