package rnn4j.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Lay operands out as the tiles read them: the right side in panels {@code [k][2 L]}, the left one in {@code [k][rows]}. */
final class VectorPacking {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Floats in a vector. */
    static final int LANES = L;

    /** Columns of a panel. */
    static final int PANEL = 2 * L;

    /** Rows of a packed tile of the left side. */
    static final int ROWS = L == 16 ? 8 : 4;

    private static final VectorSpecies<Float> ROWS_SPECIES =
            ROWS == 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    /** Between tiles or panels that are written side by side, lest all of them fall into the same set of a cache. */
    private static final int GAP = 16;

    /** Panels that are packed side by side, since a row of the source is read best in long pieces. */
    static final int GROUP = 4;

    private VectorPacking() {}

    /** Columns with those that fill the last panel. */
    static int padded(int columns) {
        return (columns + PANEL - 1) / PANEL * PANEL;
    }

    /** From one panel to the next where nothing lies between them. */
    static int denseStep(int k) {
        return k * PANEL;
    }

    /** From one panel to the next in a scratch. */
    static int panelStep(int k) {
        return k * PANEL + GAP;
    }

    /** From one packed tile of the left side to the next. */
    static int tileStep(int k) {
        return k * ROWS + GAP;
    }

    /**
     * Pack some columns of one block of k of the right side, panel after panel; missing columns become zero.
     *
     * @param b [.., ..] from the first value wanted; {@code bRow} from k to k + 1, or, transposed, from column to column
     * @param panelStep from one panel in p to the next
     */
    static void right(
            float[] b,
            int bFrom,
            int bRow,
            boolean transposed,
            int k,
            int columns,
            float[] p,
            int pFrom,
            int panelStep) {
        int whole = transposed ? 0 : columns / PANEL;
        for (int panel = 0; panel < whole; panel += GROUP) {
            int count = Math.min(GROUP, whole - panel);
            copyPanels(b, bFrom + panel * PANEL, bRow, k, count, p, pFrom + panel * panelStep, panelStep);
        }
        for (int panel = whole; panel * PANEL < columns; panel++) {
            int column = panel * PANEL;
            int width = Math.min(PANEL, columns - column);
            int to = pFrom + panel * panelStep;
            if (transposed) {
                rightTransposed(b, bFrom + column * bRow, bRow, k, width, p, to);
            } else {
                copyNarrow(b, bFrom + column, bRow, k, width, p, to);
            }
        }
    }

    private static void copyPanels(
            float[] b, int bFrom, int bRow, int k, int panels, float[] p, int pFrom, int panelStep) {
        for (int i = 0; i < k; i++) {
            int from = bFrom + i * bRow;
            int to = pFrom + i * PANEL;
            for (int panel = 0; panel < panels; panel++, from += PANEL, to += panelStep) {
                FloatVector.fromArray(S, b, from).intoArray(p, to);
                FloatVector.fromArray(S, b, from + L).intoArray(p, to + L);
            }
        }
    }

    private static void copyNarrow(float[] b, int bFrom, int bRow, int k, int width, float[] p, int pFrom) {
        for (int i = 0; i < k; i++) {
            int to = pFrom + i * PANEL;
            System.arraycopy(b, bFrom + i * bRow, p, to, width);
            Arrays.fill(p, to + width, to + PANEL, 0f);
        }
    }

    private static void rightTransposed(float[] b, int bFrom, int bRow, int k, int width, float[] p, int pFrom) {
        int j = 0;
        if (L == VectorTranspose.SIZE) {
            for (; j <= width - VectorTranspose.SIZE; j += VectorTranspose.SIZE) {
                int i = 0;
                for (; i <= k - VectorTranspose.SIZE; i += VectorTranspose.SIZE) {
                    VectorTranspose.tile(b, bFrom + j * bRow + i, bRow, p, pFrom + i * PANEL + j, PANEL);
                }
                for (int column = j; column < j + VectorTranspose.SIZE; column++) {
                    copyColumn(b, bFrom + column * bRow, i, k, p, pFrom + column);
                }
            }
        }
        for (; j <= width - 4; j += 4) {
            copyFourColumns(b, bFrom + j * bRow, bRow, k, p, pFrom + j);
        }
        for (; j < width; j++) {
            copyColumn(b, bFrom + j * bRow, 0, k, p, pFrom + j);
        }
        for (; j < PANEL; j++) {
            for (int i = 0; i < k; i++) {
                p[pFrom + j + i * PANEL] = 0f;
            }
        }
    }

    private static void copyFourColumns(float[] b, int bFrom, int bRow, int k, float[] p, int pFrom) {
        int b1 = bFrom + bRow;
        int b2 = b1 + bRow;
        int b3 = b2 + bRow;
        for (int i = 0, to = pFrom; i < k; i++, to += 2 * L) {
            p[to] = b[bFrom + i];
            p[to + 1] = b[b1 + i];
            p[to + 2] = b[b2 + i];
            p[to + 3] = b[b3 + i];
        }
    }

    private static void copyColumn(float[] b, int bFrom, int from, int k, float[] p, int pFrom) {
        for (int i = from; i < k; i++) {
            p[pFrom + i * PANEL] = b[bFrom + i];
        }
    }

    /**
     * Pack rows of one block of k of the left side, tile after tile; a missing row repeats the last one.
     *
     * @param a [.., ..] from the first value wanted; {@code aRow} from row to row, or, transposed, from k to k + 1
     */
    static void left(float[] a, int aFrom, int aRow, boolean transposed, int rows, int k, float[] p) {
        int whole = rows / ROWS;
        if (transposed) {
            for (int i = 0; i < k; i++) {
                copyAcrossTiles(a, aFrom + i * aRow, p, i * ROWS, whole, tileStep(k));
            }
        } else {
            for (int tile = 0; tile < whole; tile++) {
                copyTile(a, aFrom + tile * ROWS * aRow, aRow, k, p, tile * tileStep(k));
            }
        }
        for (int row = whole * ROWS; row < (rows + ROWS - 1) / ROWS * ROWS; row++) {
            int source = Math.min(row, rows - 1);
            int to = whole * tileStep(k) + row % ROWS;
            for (int i = 0; i < k; i++) {
                p[to + i * ROWS] = transposed ? a[aFrom + i * aRow + source] : a[aFrom + source * aRow + i];
            }
        }
    }

    private static void copyAcrossTiles(float[] a, int aFrom, float[] p, int pFrom, int tiles, int step) {
        for (int tile = 0, from = aFrom, to = pFrom; tile < tiles; tile++, from += ROWS, to += step) {
            FloatVector.fromArray(ROWS_SPECIES, a, from).intoArray(p, to);
        }
    }

    private static void copyTile(float[] a, int aFrom, int aRow, int k, float[] p, int pFrom) {
        for (int half = 0; half < ROWS; half += 4) {
            int a0 = aFrom + half * aRow;
            int a1 = a0 + aRow;
            int a2 = a1 + aRow;
            int a3 = a2 + aRow;
            for (int i = 0, to = pFrom + half; i < k; i++, to += ROWS) {
                p[to] = a[a0 + i];
                p[to + 1] = a[a1 + i];
                p[to + 2] = a[a2 + i];
                p[to + 3] = a[a3 + i];
            }
        }
    }
}
