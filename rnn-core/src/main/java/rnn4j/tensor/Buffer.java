package rnn4j.tensor;

import rnn4j.kernel.Kernels;
import rnn4j.kernel.RowSet;

/**
 * Numbers of one shape that their owner writes again and again, where a {@link Tensor} never changes: an optimizer's memory.
 *
 * <p>Written by {@link Equation#compute} alone, and read as copies.
 */
public final class Buffer {

    private final Shape shape;
    private final float[] data;

    /** The rows that may hold anything but +0; of the first result of an equation, those that were computed. */
    private final RowSet rows;

    private boolean finite;

    private Buffer(Shape shape, float[] data) {
        this.shape = shape;
        this.data = data;
        this.rows = shape.noRows();
    }

    /** Returns zeros. */
    public static Buffer zeros(Shape shape) {
        return new Buffer(shape, new float[shape.count()]);
    }

    /** Returns a copy of a tensor's numbers. */
    public static Buffer of(Tensor tensor) {
        Buffer buffer = new Buffer(tensor.shape(), tensor.values());
        buffer.rows.addNonZero(buffer.data);
        return buffer;
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

    RowSet rows() {
        return rows;
    }

    /** Returns whether what was computed last was found to be finite. */
    boolean foundFinite() {
        return finite;
    }

    /** Begins to be written in some rows; others hold zeros then. */
    void begin(RowSet moving) {
        rows.zeroOutside(moving, data);
        rows.clear();
        rows.addAll(moving);
        finite = false;
    }

    /** Ends being written. */
    void end(boolean foundFinite) {
        finite = foundFinite;
    }

    @Override
    public String toString() {
        return "Buffer" + shape;
    }
}
