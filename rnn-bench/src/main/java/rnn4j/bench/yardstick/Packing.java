package rnn4j.bench.yardstick;

import jdk.incubator.vector.FloatVector;
import rnn4j.kernel.Kernels;

/** Lay operands out as {@link Tiles} read them. */
final class Packing {
    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    /** Columns of a panel. */
    static final int PANEL = 2 * L;

    /** Rows of a tile. */
    static final int ROWS = L == 16 ? 8 : 4;

    /** The length of a chain of multiply-adds: that of the library, whose bits are compared. */
    static final int BLOCK = Kernels.BLOCK;

    private Packing() {}

    /**
     * Lay a right side out as the tiles read it: [block of k][panel][k][column].
     *
     * @param b [k, columns], transposed [columns, k]; columns are a multiple of {@link #PANEL}
     */
    static void right(float[] b, boolean transposed, int k, int columns, float[] packed) {
        int to = 0;
        for (int k0 = 0; k0 < k; k0 += BLOCK) {
            int end = Math.min(k, k0 + BLOCK);
            for (int column = 0; column < columns; column += PANEL) {
                for (int i = k0; i < end; i++, to += PANEL) {
                    if (transposed) {
                        for (int j = 0; j < PANEL; j++) {
                            packed[to + j] = b[(column + j) * k + i];
                        }
                    } else {
                        System.arraycopy(b, i * columns + column, packed, to, PANEL);
                    }
                }
            }
        }
    }

    /** Rows of a left side with those that fill the last tile: the room for {@link #left} is this times k. */
    static int padded(int rows) {
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /** Lay {@code a} [rows, k] from {@code aFrom} out as {@code [tile][k][row]}; a row too many is the last one again. */
    static void left(float[] a, int aFrom, int rows, int k, float[] packed) {
        for (int row = 0, to = 0; row < rows; row += ROWS, to += ROWS * k) {
            for (int half = 0; half < ROWS; half += 4) {
                int r0 = aFrom + Math.min(row + half, rows - 1) * k;
                int r1 = aFrom + Math.min(row + half + 1, rows - 1) * k;
                int r2 = aFrom + Math.min(row + half + 2, rows - 1) * k;
                int r3 = aFrom + Math.min(row + half + 3, rows - 1) * k;
                for (int i = 0, at = to + half; i < k; i++, at += ROWS) {
                    packed[at] = a[r0 + i];
                    packed[at + 1] = a[r1 + i];
                    packed[at + 2] = a[r2 + i];
                    packed[at + 3] = a[r3 + i];
                }
            }
        }
    }
}
