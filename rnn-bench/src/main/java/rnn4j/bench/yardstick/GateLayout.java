package rnn4j.bench.yardstick;

import jdk.incubator.vector.FloatVector;

/**
 * Where the gates stand: {@code [i f g o]} side by side in the cell's parameters, interleaved by the lanes of a vector here.
 *
 * <p>Column {@code gate * hidden + unit} of the parameters is {@code (unit / L * 4 + gate) * L + unit % L}. Units are filled
 * up to whole panels with zeros, so that no loop has a tail.
 */
final class GateLayout {
    private static final int GATES = 4;
    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    private final int hidden;

    GateLayout(int hidden) {
        this.hidden = hidden;
    }

    /** Units with those that fill the last panel of a product. */
    int units() {
        return (hidden + 2 * L - 1) / (2 * L) * 2 * L;
    }

    /** Columns of a row of gates. */
    int columns() {
        return GATES * units();
    }

    /** Interleave {@code from} [rows, 4 hidden] to {@code to} [rows or more, columns]. */
    void interleave(float[] from, float[] to, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < GATES; gate++) {
                for (int unit = 0; unit < hidden; unit += L) {
                    int source = (row * GATES + gate) * hidden + unit;
                    System.arraycopy(from, source, to, place(row, gate, unit), Math.min(L, hidden - unit));
                }
            }
        }
    }

    /** Bring rows of {@code from} [.., columns], the first one {@code first}, back to {@code to} [rows, 4 hidden]. */
    void separate(float[] from, int first, float[] to, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < GATES; gate++) {
                for (int unit = 0; unit < hidden; unit += L) {
                    int target = (row * GATES + gate) * hidden + unit;
                    System.arraycopy(from, place(first + row, gate, unit), to, target, Math.min(L, hidden - unit));
                }
            }
        }
    }

    private int place(int row, int gate, int unit) {
        return row * columns() + GATES * unit + gate * L;
    }
}
