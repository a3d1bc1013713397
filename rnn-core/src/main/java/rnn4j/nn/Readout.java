package rnn4j.nn;

import rnn4j.cell.Sequence;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * What is read from a sequence of outputs; each method is a layer: {@code recurrent.then(Readout::lastValid)}.
 *
 * <p>Padding reaches no result, and a row of length 0 gives zeros.
 */
public final class Readout {

    private Readout() {}

    /** Returns the outputs of all steps, {@code [time, batch, features]}. */
    public static Tensor all(Sequence xs) {
        return xs.values();
    }

    /** Returns each row's output at its last valid step, {@code [batch, features]}. */
    public static Tensor lastValid(Sequence xs) {
        if (xs.time() == 0) {
            return nothing(xs);
        }
        if (xs.isFull()) {
            return xs.values().index(0, xs.time() - 1);
        }
        int[] last = new int[xs.batch()];
        for (int row = 0; row < last.length; row++) {
            last[row] = Math.max(xs.lengths().at(row) - 1, 0) * xs.batch() + row;
        }
        Tensor rows =
                xs.values().reshape(xs.time() * xs.batch(), xs.features()).gather(Ids.of(Shape.of(last.length), last));
        return Tensor.select(notEmpty(xs.lengths()), rows, Tensor.scalar(0));
    }

    /** Returns the mean of each row's valid outputs, {@code [batch, features]}. */
    public static Tensor mean(Sequence xs) {
        float[] counts = new float[xs.batch()];
        for (int row = 0; row < counts.length; row++) {
            counts[row] = Math.max(xs.lengths().at(row), 1);
        }
        return valid(xs, 0).sum(0).div(Tensor.of(Shape.of(counts.length, 1), counts));
    }

    /** Returns the greatest of each row's valid outputs, {@code [batch, features]}. */
    public static Tensor max(Sequence xs) {
        if (xs.time() == 0) {
            return nothing(xs);
        }
        Tensor greatest = valid(xs, Float.NEGATIVE_INFINITY).max(0);
        return xs.isFull() ? greatest : Tensor.select(notEmpty(xs.lengths()), greatest, Tensor.scalar(0));
    }

    private static Tensor nothing(Sequence xs) {
        return Tensor.zeros(Shape.of(xs.batch(), xs.features()));
    }

    /** The values {@code [time, batch, features]} with something else in place of the padding. */
    static Tensor valid(Sequence xs, float padding) {
        if (xs.isFull()) {
            return xs.values();
        }
        Tensor real = xs.lengths().mask(xs.time()).tensor().expand(-1);
        return Tensor.select(real, xs.values(), Tensor.scalar(padding));
    }

    /** Which rows have a step at all, {@code [batch, 1]}. */
    private static Tensor notEmpty(Lengths lengths) {
        float[] some = new float[lengths.batch()];
        for (int row = 0; row < some.length; row++) {
            some[row] = lengths.at(row) > 0 ? 1 : 0;
        }
        return Tensor.of(Shape.of(some.length, 1), some);
    }
}
