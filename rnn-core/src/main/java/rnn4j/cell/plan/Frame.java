package rnn4j.cell.plan;

/** The arrays behind a plan's buffers, and where in them the rows at hand begin; one for each thread of a run. */
final class Frame {

    private final float[][] arrays;
    private final int[] starts;
    private final int[] base;

    /**
     * Begins with the rows at the start of each buffer.
     *
     * @param arrays by the number of the buffer
     * @param starts where in its array a buffer begins
     */
    Frame(float[][] arrays, int[] starts) {
        this.arrays = arrays;
        this.starts = starts;
        this.base = starts.clone();
    }

    /** Returns to the start of each buffer, which may lie in another array now. */
    void begin() {
        System.arraycopy(starts, 0, base, 0, base.length);
    }

    /** Returns where the first row of the batch lies, by the number of the buffer. */
    int[] base() {
        return base;
    }

    /** Sets how many rows lie before the first one of the batch in each of some buffers. */
    void place(Buffer[] buffers, int rows) {
        for (Buffer buffer : buffers) {
            base[buffer.number()] = starts[buffer.number()] + rows * buffer.width();
        }
    }

    /** Returns where a spot begins in a row. */
    int at(Spot spot, int row) {
        Buffer buffer = spot.buffer();
        return buffer.kind() == Buffer.Kind.FIXED
                ? spot.offset()
                : base[buffer.number()] + row * buffer.width() + spot.offset();
    }

    float[] array(Spot spot) {
        return array(spot.buffer().number());
    }

    float[] array(int buffer) {
        return arrays[buffer];
    }
}
