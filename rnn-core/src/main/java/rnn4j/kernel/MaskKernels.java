package rnn4j.kernel;

/**
 * Draw many decisions with one chance, each by its address.
 *
 * <p>A decision depends on the key of its row, the step and its place in the row, and on nothing else. The generator is
 * Threefry 2x32 with 13 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", the fewest that passed
 * all of their tests): additions, rotations and exclusive ors, which every vector unit has. The key is the row's, the counter is
 * a number and the step; its 64 bits make four decisions, 16 bits each: place {@code 64 b + 16 j + l} of a row is quarter
 * {@code j} of the number {@code 16 b + l}, so that neighbours are neighbours in a vector of any width.
 */
public interface MaskKernels {
    /** How many decisions of {@code often} equally likely ones are hits at most: chances are multiples of 2^-16. */
    int EVER = 1 << 16;

    /**
     * Write one of two values at each place.
     *
     * @param keys [rows] one for each row
     * @param firstStep the step of the first decisions; they go up by one
     * @param often how often of {@link #EVER} times a place is a hit, from 0 to {@link #EVER}
     * @param hit what is written there
     * @param miss what is written at the others
     * @param y [steps, rows, n] from {@code yFrom}
     */
    void draw(long[] keys, int firstStep, int steps, int often, float hit, float miss, float[] y, int yFrom, int n);
}
