package rnn4j.cell.plan;

/**
 * The arrays behind a plan's buffers, and where in them the rows at hand begin; one for each thread of a run.
 *
 * @param arrays by the number of the buffer
 * @param base where the first row of the batch lies, by the number of the buffer
 */
record Frame(float[][] arrays, int[] base) {

    /** Returns where a spot begins in a row. */
    int at(Spot spot, int row) {
        Buffer buffer = spot.buffer();
        return buffer.kind() == Buffer.Kind.FIXED
                ? spot.offset()
                : base[buffer.number()] + row * buffer.width() + spot.offset();
    }

    float[] array(Spot spot) {
        return arrays[spot.buffer().number()];
    }
}
