package rnn4j.kernel;

import java.util.Arrays;

/** Go through one part of a product in plain Java: panels of columns, blocks of k, pairs of rows. */
final class PlainPart {
    private static final int PANEL = PackedRows.PANEL;

    private final float[] chains0 = new float[PANEL];
    private final float[] chains1 = new float[PANEL];

    /** The block of the panel in hand, if it is not packed already. */
    private final float[][] lines = new float[Kernels.BLOCK][];

    void multiply(Product product, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        for (int column = columnFrom; column < columnTo; ) {
            int panel = column / PANEL;
            int end = Math.min(columnTo, (panel + 1) * PANEL);
            for (int k = 0; k < product.k; k += Kernels.BLOCK) {
                int depth = Math.min(Kernels.BLOCK, product.k - k);
                float[][] b = lines;
                int first = 0;
                if (product.packed instanceof PackedRows packed) {
                    b = packed.lines();
                    first = panel * product.k + k;
                } else {
                    pack(product, panel * PANEL, column, end, k, depth);
                }
                rows(product, rowFrom, rowTo, panel * PANEL, column, end, k, depth, b, first);
            }
            column = end;
        }
    }

    private void pack(Product product, int panelFrom, int columnFrom, int columnTo, int k, int depth) {
        for (int l = depth - 1; l >= 0 && lines[l] == null; l--) {
            lines[l] = new float[PANEL];
        }
        int rowStep = product.bTransposed ? 1 : product.bRow;
        int columnStep = product.bTransposed ? product.bRow : 1;
        int from = product.bFrom + k * rowStep + columnFrom * columnStep;
        copy(product.b, from, rowStep, columnStep, depth, columnTo - columnFrom, lines, 0, columnFrom - panelFrom);
    }

    /**
     * Copy [depth, columns] into lines, from line {@code first} and column {@code at} on; one of the two steps is 1.
     */
    static void copy(
            float[] b,
            int from,
            int rowStep,
            int columnStep,
            int depth,
            int columns,
            float[][] lines,
            int first,
            int at) {
        if (columnStep == 1) {
            for (int l = 0; l < depth; l++) {
                System.arraycopy(b, from + l * rowStep, lines[first + l], at, columns);
            }
            return;
        }
        int j = 0;
        for (; j <= columns - 4; j += 4) {
            copyFour(b, from + j * columnStep, columnStep, depth, lines, first, at + j);
        }
        for (; j < columns; j++) {
            for (int l = 0; l < depth; l++) {
                lines[first + l][at + j] = b[from + j * columnStep + l];
            }
        }
    }

    private static void copyFour(float[] b, int from, int columnStep, int depth, float[][] lines, int first, int at) {
        int b1 = from + columnStep;
        int b2 = b1 + columnStep;
        int b3 = b2 + columnStep;
        for (int l = 0; l < depth; l++) {
            float[] line = lines[first + l];
            line[at] = b[from + l];
            line[at + 1] = b[b1 + l];
            line[at + 2] = b[b2 + l];
            line[at + 3] = b[b3 + l];
        }
    }

    private void rows(
            Product product,
            int rowFrom,
            int rowTo,
            int panelFrom,
            int columnFrom,
            int columnTo,
            int k,
            int depth,
            float[][] b,
            int first) {
        int aRow = product.aTransposed ? 1 : product.aRow;
        int aStep = product.aTransposed ? product.aRow : 1;
        int from = columnFrom - panelFrom;
        int to = columnTo - panelFrom;
        int row = rowFrom;
        for (; row <= rowTo - 2; row += 2) {
            int a = product.aFrom + row * aRow + k * aStep;
            chainsOfTwo(product.a, a, aRow, aStep, depth, b, first, from, to);
            write(product, chains0, row, columnFrom, from, to, k > 0 || product.added);
            write(product, chains1, row + 1, columnFrom, from, to, k > 0 || product.added);
        }
        if (row < rowTo) {
            int a = product.aFrom + row * aRow + k * aStep;
            chainsOfOne(product.a, a, aStep, depth, b, first, from, to);
            write(product, chains0, row, columnFrom, from, to, k > 0 || product.added);
        }
    }

    private void chainsOfTwo(
            float[] a, int aFrom, int aRow, int aStep, int depth, float[][] b, int first, int from, int to) {
        Arrays.fill(chains0, from, to, 0f);
        Arrays.fill(chains1, from, to, 0f);
        int l = 0;
        for (; l <= depth - 4; l += 4) {
            int line = first + l;
            PlainTiles.rows2(
                    a,
                    aFrom + l * aStep,
                    aRow,
                    aStep,
                    b[line],
                    b[line + 1],
                    b[line + 2],
                    b[line + 3],
                    chains0,
                    chains1,
                    from,
                    to);
        }
        for (; l < depth; l++) {
            PlainTiles.single(a[aFrom + l * aStep], b[first + l], chains0, from, to);
            PlainTiles.single(a[aFrom + aRow + l * aStep], b[first + l], chains1, from, to);
        }
    }

    private void chainsOfOne(float[] a, int aFrom, int aStep, int depth, float[][] b, int first, int from, int to) {
        Arrays.fill(chains0, from, to, 0f);
        int l = 0;
        for (; l <= depth - 4; l += 4) {
            int line = first + l;
            PlainTiles.row1(
                    a, aFrom + l * aStep, aStep, b[line], b[line + 1], b[line + 2], b[line + 3], chains0, from, to);
        }
        for (; l < depth; l++) {
            PlainTiles.single(a[aFrom + l * aStep], b[first + l], chains0, from, to);
        }
    }

    private static void write(Product product, float[] chains, int row, int column, int from, int to, boolean add) {
        int place = product.cFrom + row * product.cRow + column;
        if (!add) {
            System.arraycopy(chains, from, product.c, place, to - from);
            return;
        }
        for (int j = from; j < to; j++) {
            product.c[place + j - from] += chains[j];
        }
    }
}
