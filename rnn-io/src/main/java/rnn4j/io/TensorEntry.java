package rnn4j.io;

import rnn4j.tensor.Shape;

/**
 * Where a tensor of a file lies.
 *
 * @param name its name
 * @param shape its sizes; their product is at most what one array holds
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
record TensorEntry(String name, Shape shape, long begin, long end) {
    /** The one type of number that is read and written. */
    static final String DTYPE = "F32";

    /** How many numbers the tensor holds. */
    int count() {
        return Math.toIntExact((end - begin) / Float.BYTES);
    }
}
