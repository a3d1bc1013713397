package rnn4j.tensor;

import java.util.Arrays;
import rnn4j.kernel.RowSet;

/**
 * The sizes of a tensor's axes, outermost first.
 *
 * <p>Rank 0 is a scalar; an axis of size 0 is legal and means no elements.
 *
 * @param sizes the size of each axis, none negative; their product at most {@code Integer.MAX_VALUE}
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in and out, and compared by value below
public record Shape(int... sizes) {

    /** The shape of a single number. */
    public static final Shape SCALAR = new Shape();

    /** Checks the sizes and keeps a copy of them. */
    public Shape {
        sizes = sizes.clone();
        long count = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new ShapeException("shape", "size " + size + " in " + Arrays.toString(sizes) + "; use 0 or more");
            }
            // an empty axis hides no overflow: the axes beside it are multiplied on their own, too
            count *= Math.max(size, 1);
            if (count > Integer.MAX_VALUE) {
                throw new ShapeException(
                        "shape", Arrays.toString(sizes) + " has more than 2^31-1 elements; use smaller or fewer axes");
            }
        }
    }

    /** Returns the shape with these sizes. */
    public static Shape of(int... sizes) {
        return new Shape(sizes);
    }

    /** Returns a copy of the sizes. */
    @Override
    public int[] sizes() {
        return sizes.clone();
    }

    /** Returns the number of axes. */
    public int rank() {
        return sizes.length;
    }

    /** Returns the size of an axis; a negative one counts from the end. */
    public int size(int axis) {
        return sizes[axis(axis)];
    }

    /** Returns the number of elements. */
    public int count() {
        return count(0, sizes.length);
    }

    /** Returns the axis counted from the front. */
    public int axis(int axis) {
        int front = axis < 0 ? axis + sizes.length : axis;
        if (front < 0 || front >= sizes.length) {
            throw new ShapeException(
                    "shape",
                    "no axis " + axis + " in " + this + "; use " + -sizes.length + " to " + (sizes.length - 1));
        }
        return front;
    }

    /** Returns the number of elements of axes {@code from} (inclusive) to {@code to} (exclusive), counted from the front. */
    int count(int from, int to) {
        int count = 1;
        for (int axis = from; axis < to; axis++) {
            count *= sizes[axis];
        }
        return count;
    }

    /** Returns a set of rows, the indices of the first axis, that is empty; a single number is one row. */
    RowSet noRows() {
        return sizes.length == 0 ? new RowSet(1, 1) : new RowSet(sizes[0], count(1, sizes.length));
    }

    /** Throws unless an axis, counted from the front, is there: in operations as data none counts from the end. */
    void requireAxis(String operation, int axis) {
        if (axis < 0 || axis >= sizes.length) {
            throw new ShapeException(operation, "no axis " + axis + " in " + this + "; use 0 to " + (sizes.length - 1));
        }
    }

    /** Returns this shape with another size on one axis. */
    public Shape with(int axis, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "shape", size + " on axis " + axis + " of " + this + " is more than 2^31-1; use a smaller axis");
        }
        int[] changed = sizes.clone();
        changed[axis(axis)] = (int) size;
        return new Shape(changed);
    }

    /** Returns this shape without one axis. */
    public Shape without(int axis) {
        int dropped = axis(axis);
        int[] rest = new int[sizes.length - 1];
        System.arraycopy(sizes, 0, rest, 0, dropped);
        System.arraycopy(sizes, dropped + 1, rest, dropped, rest.length - dropped);
        return new Shape(rest);
    }

    /** Returns this shape with a new axis before {@code axis}; {@code -1} means at the end. */
    public Shape inserted(int axis, int size) {
        int place = axis < 0 ? axis + sizes.length + 1 : axis;
        if (place < 0 || place > sizes.length) {
            throw new ShapeException(
                    "shape",
                    "no place " + axis + " for a new axis in " + this + "; use " + -(sizes.length + 1) + " to "
                            + sizes.length);
        }
        int[] more = new int[sizes.length + 1];
        System.arraycopy(sizes, 0, more, 0, place);
        more[place] = size;
        System.arraycopy(sizes, place, more, place + 1, sizes.length - place);
        return new Shape(more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
