package rnn4j.nn;

import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * A layer of batches applied to every step of sequences: {@code [time, batch, …]} to {@code [time, batch, …]}. The layer sees one
 * large batch, {@code [time · batch, …]}; layers of the last axis, such as {@link Dense}, need it not.
 *
 * @param inner from {@code [rows, …]} to {@code [rows, …]}, each row by itself
 */
public record TimeDistributed(Layer<Tensor, Tensor> inner) implements Layer<Tensor, Tensor> {

    /** Maps {@code [time, batch, …]} to {@code [time, batch, …]}. */
    @Override
    public Tensor apply(Tensor x) {
        if (x.shape().rank() < 2) {
            throw new ShapeException("time distributed", "the input is " + x.shape() + "; use [time, batch, …]");
        }
        int time = x.shape().size(0);
        int batch = x.shape().size(1);
        int rows = Math.multiplyExact(time, batch);
        Tensor y = inner.apply(x.reshape(x.shape().without(0).with(0, rows)));
        if (y.shape().rank() == 0 || y.shape().size(0) != rows) {
            throw new ShapeException(
                    "time distributed",
                    "the layer within makes " + y.shape() + " of " + rows + " rows; it must keep the rows");
        }
        return y.reshape(y.shape().with(0, time).inserted(1, batch));
    }
}
