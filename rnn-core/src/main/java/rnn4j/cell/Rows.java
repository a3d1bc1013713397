package rnn4j.cell;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Some of the rows of a batch. What is taken from them is selected, never multiplied. */
final class Rows {

    private final boolean[] in;

    private Rows(boolean[] in) {
        this.in = in;
    }

    private static Rows where(int batch, IntPredicate in) {
        boolean[] rows = new boolean[batch];
        IntStream.range(0, batch).forEach(row -> rows[row] = in.test(row));
        return new Rows(rows);
    }

    /** Returns the rows that have not ended at a time. */
    static Rows live(Lengths lengths, int t) {
        return where(lengths.batch(), row -> t < lengths.at(row));
    }

    /** Returns those of these rows that a condition holds for. */
    Rows and(IntPredicate condition) {
        return where(in.length, row -> in[row] && condition.test(row));
    }

    /** Returns whether there is no such row. */
    boolean none() {
        return IntStream.range(0, in.length).noneMatch(row -> in[row]);
    }

    /** Returns whether every row of the batch is one. */
    boolean all() {
        return IntStream.range(0, in.length).allMatch(row -> in[row]);
    }

    /** Returns {@code inside} in these rows, {@code outside} in the others; all {@code [batch, …]}. */
    Tensor select(Tensor inside, Tensor outside) {
        int[] sizes = new int[inside.shape().rank()];
        Arrays.fill(sizes, 1);
        sizes[0] = in.length;
        float[] condition = new float[in.length];
        for (int row = 0; row < in.length; row++) {
            condition[row] = in[row] ? 1 : 0;
        }
        return Tensor.select(Tensor.of(Shape.of(sizes), condition), inside, outside);
    }

    /** Returns {@code inside} in these rows, {@code outside} in the others; both have the same names. */
    State select(State inside, State outside) {
        State selected = inside;
        for (String name : inside.names()) {
            selected = selected.with(name, select(inside.get(name), outside.get(name)));
        }
        return selected;
    }
}
