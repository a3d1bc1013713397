package rnn4j.tensor;

import rnn4j.kernel.Binary;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.RowSet;

/**
 * A table {@code [n, …]} that is +0 but for some rows, such as the gradient of an embedding.
 *
 * <p>All its numbers are there, so it serves wherever a tensor does; who knows its rows need not read the others.
 */
final class Scattered extends Tensor {

    private final RowSet rows;

    /**
     * Takes numbers and rows that nobody writes to any more.
     *
     * @param data +0 outside of the rows
     */
    Scattered(Shape shape, float[] data, RowSet rows) {
        super(shape, data, null, null);
        this.rows = rows;
    }

    /** Returns the rows; as long as the numbers may be read. */
    RowSet rows() {
        data();
        return rows;
    }

    @Override
    public double sumOfSquares() {
        return Kernels.rows().sumOfSquares(data(), rows());
    }

    @Override
    public float maxAbs() {
        float[] x = data();
        float most = 0;
        for (int from = rows.next(0); from < x.length; from = rows.next(rows.end(from))) {
            most = Math.max(most, Kernels.rows().maxAbs(x, from, rows.end(from) - from));
        }
        return most;
    }

    /** Adds the rows of both alone where the other is such a table, too, and nothing is written down. */
    @Override
    public Tensor add(Tensor b) {
        if (!(b instanceof Scattered other) || !other.shape().equals(shape()) || Recorder.current() != null) {
            return super.add(b);
        }
        Workspace.Blank sum = Workspace.blank(shape().size(0), shape().count(1, shape().rank()));
        RowSet either = sum.rows();
        either.addAll(rows());
        either.addAll(other.rows());
        float[] y = sum.numbers();
        for (int from = either.next(0); from < y.length; from = either.next(either.end(from))) {
            int n = either.end(from) - from;
            Kernels.elements().binary(Binary.ADD, data(), from, 1, other.data(), from, 1, y, from, n);
        }
        Tensor result = new Scattered(shape(), y, either);
        Workspace.lend(result);
        return result;
    }

    /** Limits its own rows alone where nothing is written down and zeros are within the limits. */
    @Override
    public Tensor clamp(float low, float high) {
        boolean zeroStays = low <= 0 && high >= 0 && Float.floatToRawIntBits(high) >= 0;
        if (!zeroStays || Recorder.current() != null) {
            return super.clamp(low, high);
        }
        float[] x = data();
        float[] y = new float[x.length];
        for (int from = rows.next(0); from < x.length; from = rows.next(rows.end(from))) {
            int n = rows.end(from) - from;
            Kernels.elements().binary(Binary.MAX, x, from, 1, new float[] {low}, 0, 0, y, from, n);
            Kernels.elements().binary(Binary.MIN, y, from, 1, new float[] {high}, 0, 0, y, from, n);
        }
        return new Scattered(shape(), y, rows.copy());
    }
}
