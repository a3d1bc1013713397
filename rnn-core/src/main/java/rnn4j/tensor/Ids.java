package rnn4j.tensor;

import java.util.Arrays;

/** Whole numbers that name things, such as the tokens of a text; data, without a derivative. */
public final class Ids {

    private final Shape shape;
    private final int[] values;

    private Ids(Shape shape, int[] values) {
        this.shape = shape;
        this.values = values;
    }

    /**
     * Copies the values, row-major.
     *
     * @param shape {@code [time, batch]} for token sequences; any shape is legal
     * @param values as many as the shape has elements
     */
    public static Ids of(Shape shape, int... values) {
        if (values.length != shape.count()) {
            throw new ShapeException(
                    "ids",
                    values.length + " values for shape " + shape + " of " + shape.count() + "; give one per element");
        }
        return new Ids(shape, values.clone());
    }

    /** Returns the same ids in the same order under another shape. */
    public Ids reshape(Shape to) {
        if (to.count() != values.length) {
            throw new ShapeException(
                    "ids",
                    shape + " has " + values.length + " ids, " + to + " has " + to.count() + "; both must match");
        }
        return new Ids(to, values);
    }

    /** Returns the first place, row-major, whose id is not from 0 to {@code n - 1}; the number of ids if there is none. */
    public int outside(int n) {
        int place = 0;
        while (place < values.length && values[place] >= 0 && values[place] < n) {
            place++;
        }
        return place;
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns the number of ids. */
    public int count() {
        return values.length;
    }

    /** Returns a copy of the ids, row-major. */
    public int[] values() {
        return values.clone();
    }

    /** Returns the id at a place, one index per axis. */
    public int at(int... index) {
        return values[Tensor.offset(shape, index)];
    }

    /** The ids themselves, for the operations of this package. */
    int[] data() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ids ids && shape.equals(ids.shape) && Arrays.equals(values, ids.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Ids" + shape;
    }
}
