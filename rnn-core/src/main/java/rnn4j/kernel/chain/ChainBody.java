package rnn4j.kernel.chain;

/** The loops of one chain: what is generated. */
interface ChainBody {
    /** Compute whole vectors: units from {@code unit} to {@code endUnit}, a multiple of the lanes further on. */
    void run(float[][] arrays, int[] from, int[] rowStep, int row, int endRow, int unit, int endUnit);
}
