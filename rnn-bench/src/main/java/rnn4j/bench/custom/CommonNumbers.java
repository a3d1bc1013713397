package rnn4j.bench.custom;

import java.util.SplittableRandom;
import rnn4j.bench.grid.Sizes;

/**
 * The numbers that all contestants compute a cell with, so that their results can be compared: inputs ±1, parameters
 * ±1/√hidden, by the order of their creation.
 *
 * @param sizes of sequences and cell
 */
public record CommonNumbers(Sizes sizes) {

    /** Returns the inputs, {@code [time, batch, input]}. */
    public float[] inputs() {
        return uniform(0, sizes.length() * sizes.batch() * sizes.input(), 1);
    }

    /**
     * Returns the values of a parameter, row-major.
     *
     * @param place 0 for the cell's first one
     */
    public float[] parameter(int place, int count) {
        return uniform(place + 1, count, 1 / Math.sqrt(sizes.hidden()));
    }

    private static float[] uniform(long seed, int count, double bound) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return values;
    }
}
