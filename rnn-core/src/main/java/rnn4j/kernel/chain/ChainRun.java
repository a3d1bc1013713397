package rnn4j.kernel.chain;

/** A chain ready to run; used by many threads at once. */
public interface ChainRun {

    /**
     * Computes all stores of [rows, width].
     *
     * <p>Element u of row r of buffer i is {@code arrays[i][from[i] + r * rowStep[i] + u]}, or without {@code + u} where a
     * load is spread. A row step of 0 gives every row the same numbers. A number that stands for more than one element in
     * such a way may not be stored over. Nothing is allocated once this is warm.
     *
     * @param arrays the array of each buffer
     * @param from where row 0 begins, for each buffer
     * @param rowStep from one row to the next, for each buffer
     */
    void run(float[][] arrays, int[] from, int[] rowStep, int rows, int width);
}
