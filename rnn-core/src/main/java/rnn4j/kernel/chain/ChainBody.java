package rnn4j.kernel.chain;

/** The loops of one chain: what is generated. */
interface ChainBody {
    /** Compute whole vectors: units from {@code unit} to {@code endUnit}, a multiple of the lanes further on. */
    void whole(float[][] arrays, int[] from, int[] rowStep, int row, int endRow, int unit, int endUnit);

    /** Compute the part of a vector that is left at the end of rows: units from {@code unit} to {@code endUnit}. */
    void rest(float[][] arrays, int[] from, int[] rowStep, int row, int endRow, int unit, int endUnit);
}
