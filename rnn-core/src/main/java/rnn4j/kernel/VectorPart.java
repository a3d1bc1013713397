package rnn4j.kernel;

import java.util.Arrays;

/**
 * Go through one part of a product: blocks of k, panels of columns, tiles of rows.
 *
 * <p>A panel of the right side, at most 1024 by 32 values, stays in the second-level cache while all row tiles pass over it.
 * A right side that is not packed yet is read as it stands where few rows use it, else packed by a few
 * panels or, when the rows are more than one block, by blocks. The left side is read in place unless packing pays.
 */
final class VectorPart {
    private static final int L = VectorPacking.LANES;
    private static final int PANEL = VectorPacking.PANEL;
    private static final int ROWS = VectorPacking.ROWS;
    private static final int FIRST = LineRoom.FIRST;

    /** Columns of the right side that are packed at once when the rows are one block: they share the cache with them. */
    private static final int GROUP = VectorPacking.GROUP * PANEL;

    /** Rows of the left side that are packed at once: three quarters of a second-level cache of 1 MiB. */
    private static final int ROW_BLOCK = 192;

    /** Columns of the right side that are packed at once when the rows are more than one block. */
    private static final int COLUMN_BLOCK = 1024;

    /** Columns from which packing the left side pays: soon where a tile is so small that its rows' addresses count. */
    private static final int LEFT_PACKED_FROM = ROWS == 8 ? 512 : 96;

    /** Rows up to which a right side [k, n] that is not packed is streamed instead. */
    private static final int STREAMED_TO = 8;

    /** Rows up to which a right side [n, k] that is not packed is turned over on the way, where registers allow it. */
    private static final int TURNED_TO = L == VectorTranspose.SIZE ? 3 : 0;

    /** Columns whose chains grow together: a few rows of that length stay in the first-level cache. */
    private static final int STRIP = 2048;

    private final float[] edge = new float[VectorPacking.TALL * PANEL];
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
    private int panelStep;

    /** Rows of the block that are packed in tall tiles. */
    private int tall;

    /** Multiply the outputs [rowFrom, rowFrom + rows) by [columnFrom, columnTo). */
    void multiply(Product product, int rowFrom, int rows, int columnFrom, int columnTo) {
        PackedPanels packed = product.packed instanceof PackedPanels panels ? panels : null;
        b = packed == null ? product.b : packed.values;
        bPacked = packed != null;
        bTransposed = !bPacked && product.bTransposed;
        bRow = product.bRow;
        for (int k = 0; k < product.k; k += Kernels.BLOCK) {
            depth = Math.min(Kernels.BLOCK, product.k - k);
            accumulate = k > 0 || product.added;
            bFrom = packed == null
                    ? product.bFrom + (bTransposed ? k : k * bRow)
                    : packed.from + k * VectorPacking.padded(product.n);
            panelStep = bPacked ? VectorPacking.denseStep(depth) : VectorPacking.panelStep(depth);
            side(product, rowFrom, k);
            boolean inPlace = !aTransposed && product.beside == null;
            if (inPlace && !bPacked && rows <= (bTransposed ? TURNED_TO : STREAMED_TO)) {
                few(rows, columnFrom, columnTo);
            } else if (inPlace && rows <= 2) {
                thin(rows, columnFrom, columnTo);
            } else {
                blocks(product, rows, k, columnFrom, columnTo);
            }
        }
        a = edge;
        b = edge;
        c = edge;
    }

    /** Turn to the left side and the result of a product. */
    private void side(Product product, int rowFrom, int k) {
        a = product.a;
        aRow = product.aRow;
        aTransposed = product.aTransposed && !(product.m == 1 && aRow == 1);
        aFrom = product.aFrom + (aTransposed ? k * aRow + rowFrom : rowFrom * aRow + k);
        leftPacked = false;
        c = product.c;
        cRow = product.cRow;
        cFrom = product.cFrom + rowFrom * cRow;
    }

    /** Multiply few rows with a right side that is read as it stands, growing all chains of a strip together. */
    private void few(int rows, int columnFrom, int columnTo) {
        int whole = columnFrom + (columnTo - columnFrom) / L * L;
        for (int j = columnFrom; j < whole; j += STRIP) {
            int width = Math.min(STRIP, whole - j);
            float[] to = accumulate ? sums(rows * STRIP) : c;
            int toFrom = accumulate ? 0 : cFrom + j;
            int toRow = accumulate ? STRIP : cRow;
            for (int i = 0; i < rows; i++) {
                Arrays.fill(to, toFrom + i * toRow, toFrom + i * toRow + width, 0f);
            }
            if (bTransposed) {
                turn(rows, j, width, to, toFrom, toRow);
            } else {
                stream(rows, j, width, to, toFrom, toRow);
            }
            if (accumulate) {
                add(rows, width, to, STRIP, cFrom + j);
            }
        }
        if (whole < columnTo) {
            tall = 0;
            tiles(0, rows, packRight(whole, columnTo - whole), FIRST, whole, columnTo - whole);
        }
    }

    private void stream(int rows, int column, int width, float[] to, int toFrom, int toRow) {
        int k = 0;
        if (rows == 1) {
            for (; k <= depth - VectorStreams.ROW_DEPTH; k += VectorStreams.ROW_DEPTH) {
                VectorStreams.row(a, aFrom + k, b, bFrom + k * bRow + column, bRow, to, toFrom, width);
            }
        } else {
            for (; k <= depth - VectorStreams.ROWS_DEPTH; k += VectorStreams.ROWS_DEPTH) {
                int from = bFrom + k * bRow + column;
                for (int i = 0; i < rows; i += VectorStreams.ROWS) {
                    int last = Math.min(VectorStreams.ROWS, rows - i) - 1;
                    VectorStreams.rows(
                            a, aFrom + i * aRow + k, aRow, b, from, bRow, to, toFrom + i * toRow, toRow, width, last);
                }
            }
        }
        for (; k < depth; k++) {
            for (int i = 0; i < rows; i++) {
                int from = bFrom + k * bRow + column;
                VectorStreams.single(a, aFrom + i * aRow + k, b, from, to, toFrom + i * toRow, width);
            }
        }
    }

    private void turn(int rows, int column, int width, float[] to, int toFrom, int toRow) {
        int whole = depth / VectorTranspose.SIZE * VectorTranspose.SIZE;
        for (int j = 0; j < width; j += VectorTranspose.SIZE) {
            int from = bFrom + (column + j) * bRow;
            for (int i = 0; i < rows; i++) {
                int row = aFrom + i * aRow;
                int place = toFrom + i * toRow + j;
                VectorTranspose.row(a, row, b, from, bRow, whole, to, place);
                for (int lane = 0; lane < VectorTranspose.SIZE; lane++) {
                    for (int k = whole; k < depth; k++) {
                        to[place + lane] = Math.fma(a[row + k], b[from + lane * bRow + k], to[place + lane]);
                    }
                }
            }
        }
    }

    /** Multiply one or two rows with several packed panels at a time. */
    private void thin(int rows, int columnFrom, int columnTo) {
        int whole = columnFrom + (columnTo - columnFrom) / PANEL * PANEL;
        int step = bPacked ? whole - columnFrom : VectorThinTiles.PANELS_OF_ONE * PANEL;
        for (int j = columnFrom; j < whole; j += step) {
            thin(rows, j, Math.min(step, whole - j), c, cFrom + j, cRow, accumulate);
        }
        if (whole < columnTo) {
            thin(rows, whole, columnTo - whole, edge, 0, PANEL, false);
            copyEdge(rows, columnTo - whole, cFrom + whole);
        }
    }

    private void thin(int rows, int column, int columns, float[] to, int toFrom, int toRow, boolean add) {
        float[] values = bPacked ? b : packRight(column, columns);
        int from = bPacked ? bFrom + column / PANEL * panelStep : FIRST;
        int padded = VectorPacking.padded(columns);
        VectorThinTiles.panels(rows, a, aFrom, aRow, values, from, panelStep, depth, to, toFrom, toRow, padded, add);
    }

    /** Multiply all products beside one another with each strip of the right side, which is packed once for all. */
    private void blocks(Product first, int rows, int k, int columnFrom, int columnTo) {
        boolean alone = first.beside == null;
        boolean oneBlock = alone && rows <= ROW_BLOCK;
        int columnStep = bPacked ? columnTo - columnFrom : oneBlock ? GROUP : COLUMN_BLOCK;
        for (int j = columnFrom; j < columnTo; j += columnStep) {
            int columns = Math.min(columnStep, columnTo - j);
            float[] panels = bPacked ? b : packRight(j, columns);
            int panelsFrom = bPacked ? bFrom + j / PANEL * panelStep : FIRST;
            for (Product each = first; each != null; each = each.beside) {
                if (!alone) {
                    side(each, 0, k);
                }
                int count = alone ? rows : each.m;
                leftPacked = aTransposed || (count > ROWS && columnTo - columnFrom >= LEFT_PACKED_FROM);
                rows(count, j == columnFrom || !oneBlock, panels, panelsFrom, j, columns);
            }
        }
    }

    private void rows(int rows, boolean pack, float[] panels, int panelsFrom, int column, int columns) {
        for (int i = 0; i < rows; i += ROW_BLOCK) {
            int count = Math.min(ROW_BLOCK, rows - i);
            if (leftPacked && pack) {
                packLeft(i, count);
            }
            tall = leftPacked ? VectorPacking.tall(count) : 0;
            tiles(i, count, panels, panelsFrom, column, columns);
        }
    }

    private void tiles(int row, int rows, float[] panels, int panelsFrom, int column, int columns) {
        for (int j = 0; j < columns; j += PANEL) {
            int width = Math.min(PANEL, columns - j);
            int panel = panelsFrom + j / PANEL * panelStep;
            for (int i = 0; i < rows; ) {
                int count = i < tall ? VectorPacking.TALL : Math.min(ROWS, rows - i);
                int to = cFrom + (row + i) * cRow + column + j;
                if (width == PANEL) {
                    tile(row, i, count, panels, panel, c, to, cRow, accumulate);
                } else {
                    tile(row, i, count, panels, panel, edge, 0, PANEL, false);
                    copyEdge(count, width, to);
                }
                i += count;
            }
        }
    }

    /** Multiply up to {@code ROWS} rows, the first of which is {@code i} in the block of rows that begins at {@code row}. */
    private void tile(
            int row, int i, int rows, float[] panels, int panel, float[] to, int toFrom, int toRow, boolean add) {
        int last = rows - 1;
        if (leftPacked) {
            packedTile(i, rows, panels, panel, to, toFrom, toRow, add);
        } else {
            int from = aFrom + (row + i) * aRow;
            if (!(rows > 4 ? ColdTiles.ROWS_8 : ColdTiles.ROWS_4).ready()) {
                ColdTiles.multiply(rows, a, from, aRow, 1, panels, panel, depth, to, toFrom, toRow, add);
            } else if (rows > 4) {
                VectorTiles.rows8(a, from, aRow, panels, panel, depth, to, toFrom, toRow, last, add);
            } else {
                VectorTiles.rows4(a, from, aRow, panels, panel, depth, to, toFrom, toRow, last, add);
            }
        }
    }

    private void packedTile(
            int i, int rows, float[] panels, int panel, float[] to, int toFrom, int toRow, boolean add) {
        int from = VectorPacking.tile(i, tall, depth);
        if (i < tall) {
            if (!(add ? ColdTiles.TALL_ADDED : ColdTiles.TALL).ready()) {
                ColdTiles.multiply(rows, left, from, 1, rows, panels, panel, depth, to, toFrom, toRow, add);
            } else if (add) {
                VectorTallTiles.packed12Added(left, from, panels, panel, depth, to, toFrom, toRow);
            } else {
                VectorTallTiles.packed12(left, from, panels, panel, depth, to, toFrom, toRow);
            }
        } else if (!ColdTiles.PACKED.ready()) {
            ColdTiles.multiply(rows, left, from, 1, ROWS, panels, panel, depth, to, toFrom, toRow, add);
        } else if (ROWS == 8) {
            VectorTiles.packed8(left, from, panels, panel, depth, to, toFrom, toRow, rows - 1, add);
        } else {
            VectorTiles.packed4(left, from, panels, panel, depth, to, toFrom, toRow, rows - 1, add);
        }
    }

    private void copyEdge(int rows, int columns, int to) {
        if (accumulate) {
            add(rows, columns, edge, PANEL, to);
            return;
        }
        for (int i = 0; i < rows; i++) {
            System.arraycopy(edge, i * PANEL, c, to + i * cRow, columns);
        }
    }

    /** Add the sums of a block, [rows, columns] with rows {@code step} apart, to c. */
    private void add(int rows, int columns, float[] sums, int step, int to) {
        for (int i = 0; i < rows; i++) {
            int row = to + i * cRow;
            for (int j = 0; j < columns; j++) {
                c[row + j] += sums[i * step + j];
            }
        }
    }

    /** Room for the sums of a block, where the left side is not packed. */
    private float[] sums(int size) {
        if (left.length < size) {
            left = new float[size];
        }
        return left;
    }

    private float[] packRight(int column, int columns) {
        int size = FIRST + VectorPacking.padded(columns) / PANEL * panelStep;
        if (right.length < size) {
            right = new float[size];
        }
        int from = bFrom + (bTransposed ? column * bRow : column);
        VectorPacking.right(b, from, bRow, bTransposed, depth, columns, right, FIRST, panelStep);
        return right;
    }

    private void packLeft(int row, int rows) {
        int size = VectorPacking.packedLeft(rows, depth);
        if (left.length < size) {
            left = new float[size];
        }
        int from = aFrom + (aTransposed ? row : row * aRow);
        VectorPacking.left(a, from, aRow, aTransposed, rows, depth, left);
    }
}
