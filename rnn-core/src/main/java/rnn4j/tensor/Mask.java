package rnn4j.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Yes or no for each place; data, without a derivative. What it leaves out is never read, so it may hold anything, NaN included. */
public final class Mask {

    private static final boolean[] NOTHING_OUT = {};

    private final Shape shape;
    private final boolean[] values;

    private Mask(Shape shape, boolean[] values) {
        this.shape = shape;
        this.values = values;
    }

    /**
     * Copies the values, row-major.
     *
     * @param shape {@code [time, batch]} for sequences; any shape is legal
     * @param values as many as the shape has elements
     */
    public static Mask of(Shape shape, boolean... values) {
        if (values.length != shape.count()) {
            throw new ShapeException(
                    "mask",
                    values.length + " values for shape " + shape + " of " + shape.count() + "; give one per element");
        }
        return new Mask(shape, everywhere(values) ? NOTHING_OUT : values.clone());
    }

    /** Returns the mask that leaves nothing out. */
    public static Mask all(Shape shape) {
        return new Mask(shape, NOTHING_OUT);
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns whether the place is in, one index per axis. */
    public boolean at(int... index) {
        int place = Tensor.offset(shape, index);
        return full() || values[place];
    }

    /** Returns how many places are in. */
    public long count() {
        if (full()) {
            return shape.count();
        }
        long count = 0;
        for (boolean value : values) {
            count += value ? 1 : 0;
        }
        return count;
    }

    /** Returns whether nothing is left out. */
    public boolean full() {
        return values.length == 0;
    }

    private static boolean everywhere(boolean... values) {
        for (boolean value : values) {
            if (!value) {
                return false;
            }
        }
        return true;
    }

    /** Returns the places that are in, row-major and counted from 0: what to gather, {@code [count]}. */
    public Ids places() {
        int[] places = IntStream.range(0, shape.count())
                .filter(place -> full() || values[place])
                .toArray();
        return Ids.of(Shape.of(places.length), places);
    }

    /** Returns the mask as the condition of a {@link Tensor#select}: 1 where it is in, else 0; the same shape. */
    public Tensor tensor() {
        float[] ones = new float[shape.count()];
        for (int place = 0; place < ones.length; place++) {
            ones[place] = full() || values[place] ? 1 : 0;
        }
        return Tensor.of(shape, ones);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask && shape.equals(mask.shape) && Arrays.equals(values, mask.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Mask" + shape;
    }
}
