package rnn4j.bench.grid;

/**
 * The sizes of sequences and of a cell.
 *
 * @param batch rows
 * @param length steps of each row
 * @param input features of a step
 * @param hidden features of the state
 */
public record Sizes(int batch, int length, int input, int hidden) {

    /** Returns batch times length: the sequence-steps of one pass. */
    public double steps() {
        return (double) batch * length;
    }
}
