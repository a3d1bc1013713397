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

    /** Rows of a tall packed tile, where there are registers for it; elsewhere there is none, and this is {@link #ROWS}. */
    static final int TALL = L == 16 ? 12 : ROWS;

    /**
     * Between tiles or panels that are written side by side, lest all of them fall into the same set of a cache; a vector
     * that is longer than a row of a tile ends here, too.
     */
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

    /** Rows of so many that are packed in tall tiles; the others, in tiles of {@link #ROWS}, leave little of one empty. */
    static int tall(int rows) {
        int rest = rows % TALL;
        boolean twoMore = rest > 0 && rest <= 2 * ROWS - TALL && rows > TALL;
        return TALL == ROWS ? 0 : rows - rest - (twoMore ? TALL : 0);
    }

    /** Where the packed tile stands that begins with some row, of which the first {@code tall} are in tall tiles. */
    static int tile(int row, int tall, int k) {
        int before = Math.min(row, tall);
        return before / TALL * (k * TALL + GAP) + (row - before) / ROWS * (k * ROWS + GAP);
    }

    /** Room for rows of one block of k of the left side. */
    static int packedLeft(int rows, int k) {
        int tall = tall(rows);
        return tile(tall + (rows - tall + ROWS - 1) / ROWS * ROWS, tall, k);
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
        int tall = tall(rows);
        tiles(a, aFrom, aRow, transposed, tall, TALL, k, p, 0);
        int whole = (rows - tall) / ROWS * ROWS;
        int from = aFrom + (transposed ? tall : tall * aRow);
        tiles(a, from, aRow, transposed, whole, ROWS, k, p, tile(tall, tall, k));
        int last = tile(tall + whole, tall, k);
        for (int row = tall + whole; row < tall + (rows - tall + ROWS - 1) / ROWS * ROWS; row++) {
            int source = Math.min(row, rows - 1);
            int to = last + row - tall - whole;
            for (int i = 0; i < k; i++) {
                p[to + i * ROWS] = transposed ? a[aFrom + i * aRow + source] : a[aFrom + source * aRow + i];
            }
        }
    }

    /** Pack whole tiles of one height. */
    private static void tiles(
            float[] a, int aFrom, int aRow, boolean transposed, int rows, int height, int k, float[] p, int pFrom) {
        int step = k * height + GAP;
        if (transposed) {
            for (int i = 0; i < k && rows > 0; i++) {
                copyAcrossTiles(a, aFrom + i * aRow, rows, height, p, pFrom + i * height, step);
            }
        } else {
            for (int row = 0; row < rows; row += 4) {
                int to = pFrom + row / height * step + row % height;
                copyFourRows(a, aFrom + row * aRow, aRow, k, p, to, height);
            }
        }
    }

    /**
     * Copy one k of all tiles. A vector is longer than a row of a tile; what is too much is overwritten by the next k. Shorter
     * vectors would fit, but vectors of two lengths in one JVM have C2 ask each kernel compiled later which one it has: some
     * then kept their sums in boxes, five times slower for good.
     */
    private static void copyAcrossTiles(float[] a, int aFrom, int rows, int height, float[] p, int pFrom, int step) {
        for (int row = 0, to = pFrom; row < rows; row += height, to += step) {
            int from = aFrom + row;
            if (from + L <= a.length) {
                FloatVector.fromArray(S, a, from).intoArray(p, to);
            } else {
                System.arraycopy(a, from, p, to, height);
            }
        }
    }

    private static void copyFourRows(float[] a, int aFrom, int aRow, int k, float[] p, int pFrom, int height) {
        int a1 = aFrom + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        for (int i = 0, to = pFrom; i < k; i++, to += height) {
            p[to] = a[aFrom + i];
            p[to + 1] = a[a1 + i];
            p[to + 2] = a[a2 + i];
            p[to + 3] = a[a3 + i];
        }
    }
}
