package rnn4j.tensor;

import rnn4j.kernel.Kernels;

/**
 * Numbers of one shape that their owner writes again and again, where a {@link Tensor} never changes: an optimizer's memory.
 *
 * <p>Written by {@link Equation#compute} alone, and read as copies.
 */
public final class Buffer {

    private final Shape shape;
    private final float[] data;

    private Buffer(Shape shape, float[] data) {
        this.shape = shape;
        this.data = data;
    }

    /** Returns zeros. */
    public static Buffer zeros(Shape shape) {
        return new Buffer(shape, new float[shape.count()]);
    }

    /** Returns a copy of a tensor's numbers. */
    public static Buffer of(Tensor tensor) {
        return new Buffer(tensor.shape(), tensor.values());
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns a copy of the numbers as they are now. */
    public Tensor tensor() {
        return Tensor.of(shape, data);
    }

    /** Returns whether no number is NaN or infinite. */
    public boolean finite() {
        return Kernels.rows().allFinite(data, 0, data.length);
    }

    float[] data() {
        return data;
    }

    @Override
    public String toString() {
        return "Buffer" + shape;
    }
}
