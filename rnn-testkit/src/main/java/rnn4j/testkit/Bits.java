package rnn4j.testkit;

import java.util.Arrays;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * Holds two results against each other, bit for bit; NaN counts as one value.
 *
 * @param one what the first result is of, such as {@code "as a whole"}
 * @param other what the second result is of
 */
record Bits(String one, String other) {

    /** Refuses outputs or states that differ. */
    void same(Unrolled a, Unrolled b) {
        same("outputs", a.outputs().values(), b.outputs().values());
        same(a.last(), b.last());
    }

    /** Refuses states that differ. */
    void same(State a, State b) {
        if (!a.names().equals(b.names())) {
            throw new AssertionError("the states are " + a.names() + " " + one + ", " + b.names() + " " + other);
        }
        a.names().forEach(name -> same("state '" + name + "'", a.get(name), b.get(name)));
    }

    /** Refuses tensors that differ, and tells where first. */
    void same(String what, Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new AssertionError(what + ": " + a.shape() + " " + one + ", " + b.shape() + " " + other);
        }
        if (a.sameBits(b)) {
            return;
        }
        float[] left = a.values();
        float[] right = b.values();
        int place = 0;
        while (Float.floatToIntBits(left[place]) == Float.floatToIntBits(right[place])) {
            place++;
        }
        throw new AssertionError(what + " at " + Arrays.toString(index(a.shape(), place)) + " of " + a.shape() + ": "
                + left[place] + " " + one + ", " + right[place] + " " + other);
    }

    private static int[] index(Shape shape, int place) {
        int[] index = new int[shape.rank()];
        int rest = place;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.size(axis);
            rest /= shape.size(axis);
        }
        return index;
    }
}
