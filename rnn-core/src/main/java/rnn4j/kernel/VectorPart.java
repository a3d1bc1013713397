package rnn4j.kernel;

/**
 * Go through one part of a product: blocks of k, panels of columns, tiles of rows.
 *
 * <p>A panel of the right side, at most 1024 by 32 values, stays in the second-level cache while all row tiles pass over it.
 * A right side that is not packed yet is read in place where few rows use it, else packed by panels (each serves all rows)
 * or, when the rows are more than one block, by blocks. The left side is read in place unless packing pays.
 */
final class VectorPart {
    private static final int PANEL = VectorPacking.PANEL;
    private static final int ROWS = VectorPacking.ROWS;

    /** Rows of the left side that are packed at once: three quarters of a second-level cache of 1 MiB. */
    private static final int ROW_BLOCK = 192;

    /** Columns of the right side that are packed at once when the rows are more than one block. */
    private static final int COLUMN_BLOCK = 1024;

    /** Columns from which packing the left side pays. */
    private static final int LEFT_PACKED_FROM = 1024;

    /** Rows up to which a right side that stands as the tiles want it is read in place. */
    private static final int RIGHT_IN_PLACE_TO = 16;

    private final float[] edge = new float[Math.max(ROWS * PANEL, 4 * PANEL)];
    private float[] left = {};
    private float[] right = {};

    private float[] a = left;
    private int aFrom;
    private int aRow;
    private boolean aTransposed;
    private boolean leftPacked;

    private float[] b = left;
    private int bFrom;
    private int bRow;
    private boolean bTransposed;
    private boolean bPacked;

    private float[] c = left;
    private int cFrom;
    private int cRow;
    private boolean accumulate;

    private int depth;

    /** Multiply the outputs [rowFrom, rowFrom + rows) by [columnFrom, columnTo). */
    void multiply(Product product, int rowFrom, int rows, int columnFrom, int columnTo) {
        a = product.a;
        aTransposed = product.aTransposed && product.m > 1;
        aRow = aTransposed ? product.m : product.k;
        b = product.b;
        bTransposed = product.bTransposed;
        bPacked = product.bPacked;
        bRow = bTransposed ? product.k : product.n;
        c = product.c;
        cRow = product.n;
        cFrom = product.cFrom + rowFrom * cRow;
        for (int k = 0; k < product.k; k += Kernels.BLOCK) {
            depth = Math.min(Kernels.BLOCK, product.k - k);
            accumulate = k > 0;
            aFrom = product.aFrom + (aTransposed ? k * aRow + rowFrom : rowFrom * aRow + k);
            bFrom = bPacked ? k * VectorPacking.padded(product.n) : product.bFrom + (bTransposed ? k : k * bRow);
            if (rows <= 2 && !aTransposed) {
                thin(rows, columnFrom, columnTo);
            } else {
                blocks(rows, columnFrom, columnTo);
            }
        }
        a = edge;
        b = edge;
        c = edge;
    }

    /** Multiply one or two rows, several panels at a time. */
    private void thin(int rows, int columnFrom, int columnTo) {
        int group = rows == 1 ? 4 : 2;
        int j = columnFrom;
        while (j < columnTo) {
            int panels = Math.min(group, (columnTo - j) / PANEL);
            int columns = panels == 0 ? columnTo - j : panels * PANEL;
            boolean inPlace = !bPacked && !bTransposed && panels > 0;
            float[] values = bPacked || inPlace ? b : packRight(j, columns);
            int from = bPacked ? bFrom + j * depth : inPlace ? bFrom + j : 0;
            int panelStep = inPlace ? PANEL : PANEL * depth;
            int step = inPlace ? bRow : PANEL;
            if (panels > 0) {
                thinTile(rows, values, from, panelStep, step, c, cFrom + j, cRow, panels - 1, accumulate);
            } else {
                thinTile(rows, values, from, panelStep, step, edge, 0, PANEL, 0, false);
                copyEdge(rows, columns, cFrom + j);
            }
            j += columns;
        }
    }

    private void thinTile(
            int rows,
            float[] values,
            int from,
            int panelStep,
            int step,
            float[] to,
            int toFrom,
            int toRow,
            int last,
            boolean add) {
        if (rows == 1) {
            VectorThinTiles.row1(a, aFrom, values, from, panelStep, step, depth, to, toFrom, last, add);
        } else {
            VectorThinTiles.rows2(a, aFrom, aRow, values, from, panelStep, step, depth, to, toFrom, toRow, last, add);
        }
    }

    private void blocks(int rows, int columnFrom, int columnTo) {
        leftPacked = aTransposed || columnTo - columnFrom >= LEFT_PACKED_FROM;
        int columnStep = bPacked ? columnTo - columnFrom : rows <= ROW_BLOCK ? PANEL : COLUMN_BLOCK;
        boolean inPlace = !bPacked && !bTransposed && !leftPacked && rows <= RIGHT_IN_PLACE_TO;
        for (int j = columnFrom; j < columnTo; j += columnStep) {
            int columns = Math.min(columnStep, columnTo - j);
            if (inPlace && columns == PANEL) {
                tilesInPlace(rows, j);
                continue;
            }
            float[] panels = bPacked ? b : packRight(j, columns);
            int panelsFrom = bPacked ? bFrom + j * depth : 0;
            for (int i = 0; i < rows; i += ROW_BLOCK) {
                int count = Math.min(ROW_BLOCK, rows - i);
                if (leftPacked && (j == columnFrom || rows > ROW_BLOCK)) {
                    packLeft(i, count);
                }
                tiles(i, count, panels, panelsFrom, j, columns);
            }
        }
    }

    private void tilesInPlace(int rows, int column) {
        for (int i = 0; i < rows; i += 4) {
            int last = Math.min(3, rows - 1 - i);
            VectorThinTiles.rows4(
                    a,
                    aFrom + i * aRow,
                    aRow,
                    b,
                    bFrom + column,
                    bRow,
                    depth,
                    c,
                    cFrom + i * cRow + column,
                    cRow,
                    last,
                    accumulate);
        }
    }

    private void tiles(int row, int rows, float[] panels, int panelsFrom, int column, int columns) {
        for (int j = 0; j < columns; j += PANEL) {
            int width = Math.min(PANEL, columns - j);
            int panel = panelsFrom + j * depth;
            for (int i = 0; i < rows; i += ROWS) {
                int count = Math.min(ROWS, rows - i);
                int to = cFrom + (row + i) * cRow + column + j;
                if (width == PANEL) {
                    tile(row, i, count, panels, panel, c, to, cRow, accumulate);
                } else {
                    tile(row, i, count, panels, panel, edge, 0, PANEL, false);
                    copyEdge(count, width, to);
                }
            }
        }
    }

    /** Multiply up to {@code ROWS} rows, the first of which is {@code i} in the block of rows that begins at {@code row}. */
    private void tile(
            int row, int i, int rows, float[] panels, int panel, float[] to, int toFrom, int toRow, boolean add) {
        int last = rows - 1;
        if (leftPacked) {
            int from = i / ROWS * VectorPacking.tileStep(depth);
            if (ROWS == 8) {
                VectorTiles.packed8(left, from, panels, panel, depth, to, toFrom, toRow, last, add);
            } else {
                VectorTiles.packed4(left, from, panels, panel, depth, to, toFrom, toRow, last, add);
            }
        } else {
            int from = aFrom + (row + i) * aRow;
            if (rows > 4) {
                VectorTiles.rows8(a, from, aRow, panels, panel, depth, to, toFrom, toRow, last, add);
            } else {
                VectorTiles.rows4(a, from, aRow, panels, panel, depth, to, toFrom, toRow, last, add);
            }
        }
    }

    private void copyEdge(int rows, int columns, int to) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int place = to + i * cRow + j;
                float sum = edge[i * PANEL + j];
                c[place] = accumulate ? c[place] + sum : sum;
            }
        }
    }

    private float[] packRight(int column, int columns) {
        int size = VectorPacking.padded(columns) * depth;
        if (right.length < size) {
            right = new float[size];
        }
        int from = bFrom + (bTransposed ? column * bRow : column);
        VectorPacking.right(b, from, bRow, bTransposed, depth, columns, right, 0);
        return right;
    }

    private void packLeft(int row, int rows) {
        int size = (rows + ROWS - 1) / ROWS * VectorPacking.tileStep(depth);
        if (left.length < size) {
            left = new float[size];
        }
        int from = aFrom + (aTransposed ? row : row * aRow);
        VectorPacking.left(a, from, aRow, aTransposed, rows, depth, left);
    }
}
