package rnn4j.train;

/**
 * How a batch is taken apart into rows.
 *
 * @param <B> a batch, whatever it is
 */
public interface Rows<B> {

    /** Returns how many rows a batch has. */
    int count(B batch);

    /** Returns a batch of one of its rows, counted from 0. */
    B row(B batch, int row);
}
