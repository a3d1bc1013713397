package rnn4j.bench.yardstick;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply rows that stand in memory as they were made with a packed right side, panel by panel.
 *
 * <p>With 16 registers a tile is four rows by two vectors, and two steps of k are written out: they share the addresses of
 * the rows, which else cost as much as the multiplications. With 32 registers it is eight rows. A result can be added to
 * what stands there, so that {@code h Wh} is added to {@code x Wx} by the tile itself.
 */
final class Tiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private static final int PANEL = Packing.PANEL;
    private static final int ROWS = Packing.ROWS;
    private static final int BLOCK = Packing.BLOCK;

    private Tiles() {}

    /**
     * Compute {@code c = a b}, or {@code c += a b}, with both sides packed.
     *
     * @param a [rows, k], packed
     * @param b [k, columns], packed
     * @param c [rows, columns] from {@code cFrom}
     */
    static void multiplyPacked(int rows, float[] a, int k, float[] b, int columns, float[] c, int cFrom, boolean add) {
        for (int k0 = 0; k0 < k; k0 += BLOCK) {
            int depth = Math.min(BLOCK, k - k0);
            boolean more = add || k0 > 0;
            for (int column = 0; column < columns; column += PANEL) {
                int panel = k0 * columns + column * depth;
                for (int i = 0; i < rows; i += ROWS) {
                    int last = Math.min(ROWS, rows - i) - 1;
                    int to = cFrom + i * columns + column;
                    if (ROWS == 8) {
                        packed8(a, i * k + k0 * ROWS, b, panel, depth, c, to, columns, last, more);
                    } else {
                        packed4(a, i * k + k0 * ROWS, b, panel, depth, c, to, columns, last, more);
                    }
                }
            }
        }
    }

    /**
     * Compute {@code c = a b}, or {@code c += a b}.
     *
     * @param a [rows, k] from {@code aFrom}
     * @param b [k, columns], packed
     * @param c [rows, columns] from {@code cFrom}
     */
    static void multiply(
            int rows, float[] a, int aFrom, int k, float[] b, int columns, float[] c, int cFrom, boolean add) {
        for (int k0 = 0; k0 < k; k0 += BLOCK) {
            int depth = Math.min(BLOCK, k - k0);
            boolean more = add || k0 > 0;
            for (int column = 0; column < columns; column += rows == 1 ? 4 * PANEL : PANEL) {
                int panel = k0 * columns + column * depth;
                if (rows == 1) {
                    int last = Math.min(4, (columns - column) / PANEL) - 1;
                    row(a, aFrom + k0, b, panel, depth * PANEL, depth, c, cFrom + column, last, more);
                } else {
                    panel(rows, a, aFrom + k0, k, b, panel, depth, c, cFrom + column, columns, more);
                }
            }
        }
    }

    private static void panel(
            int rows,
            float[] a,
            int aFrom,
            int aRow,
            float[] b,
            int bFrom,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            boolean add) {
        for (int i = 0; i < rows; i += ROWS) {
            int last = Math.min(ROWS, rows - i) - 1;
            if (ROWS == 8 && last >= 4) {
                rows8(a, aFrom + i * aRow, aRow, b, bFrom, k, c, cFrom + i * cRow, cRow, last, add);
            } else {
                rows4(a, aFrom + i * aRow, aRow, b, bFrom, k, c, cFrom + i * cRow, cRow, last, add);
            }
        }
    }

    /** Multiply up to four packed rows with one panel. */
    private static void packed4(
            float[] a, int aFrom, float[] b, int bFrom, int k, float[] c, int cFrom, int cRow, int last, boolean add) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        for (int i = 0, ai = aFrom, bi = bFrom; i < k; i++, ai += 4, bi += 2 * L) {
            FloatVector b0 = FloatVector.fromArray(S, b, bi);
            FloatVector b1 = FloatVector.fromArray(S, b, bi + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        int o0 = cFrom;
        int o1 = cFrom + Math.min(1, last) * cRow;
        int o2 = cFrom + Math.min(2, last) * cRow;
        int o3 = cFrom + Math.min(3, last) * cRow;
        if (add) {
            c00 = FloatVector.fromArray(S, c, o0).add(c00);
            c01 = FloatVector.fromArray(S, c, o0 + L).add(c01);
            c10 = FloatVector.fromArray(S, c, o1).add(c10);
            c11 = FloatVector.fromArray(S, c, o1 + L).add(c11);
            c20 = FloatVector.fromArray(S, c, o2).add(c20);
            c21 = FloatVector.fromArray(S, c, o2 + L).add(c21);
            c30 = FloatVector.fromArray(S, c, o3).add(c30);
            c31 = FloatVector.fromArray(S, c, o3 + L).add(c31);
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + L);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + L);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + L);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + L);
    }

    /** Multiply up to eight packed rows with one panel. */
    private static void packed8(
            float[] a, int aFrom, float[] b, int bFrom, int k, float[] c, int cFrom, int cRow, int last, boolean add) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S), c41 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S), c51 = FloatVector.zero(S);
        FloatVector c60 = FloatVector.zero(S), c61 = FloatVector.zero(S);
        FloatVector c70 = FloatVector.zero(S), c71 = FloatVector.zero(S);
        for (int i = 0, ai = aFrom, bi = bFrom; i < k; i++, ai += 8, bi += 2 * L) {
            FloatVector b0 = FloatVector.fromArray(S, b, bi);
            FloatVector b1 = FloatVector.fromArray(S, b, bi + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        int o0 = cFrom;
        int o1 = cFrom + Math.min(1, last) * cRow;
        int o2 = cFrom + Math.min(2, last) * cRow;
        int o3 = cFrom + Math.min(3, last) * cRow;
        int o4 = cFrom + Math.min(4, last) * cRow;
        int o5 = cFrom + Math.min(5, last) * cRow;
        int o6 = cFrom + Math.min(6, last) * cRow;
        int o7 = cFrom + Math.min(7, last) * cRow;
        if (add) {
            c00 = FloatVector.fromArray(S, c, o0).add(c00);
            c01 = FloatVector.fromArray(S, c, o0 + L).add(c01);
            c10 = FloatVector.fromArray(S, c, o1).add(c10);
            c11 = FloatVector.fromArray(S, c, o1 + L).add(c11);
            c20 = FloatVector.fromArray(S, c, o2).add(c20);
            c21 = FloatVector.fromArray(S, c, o2 + L).add(c21);
            c30 = FloatVector.fromArray(S, c, o3).add(c30);
            c31 = FloatVector.fromArray(S, c, o3 + L).add(c31);
            c40 = FloatVector.fromArray(S, c, o4).add(c40);
            c41 = FloatVector.fromArray(S, c, o4 + L).add(c41);
            c50 = FloatVector.fromArray(S, c, o5).add(c50);
            c51 = FloatVector.fromArray(S, c, o5 + L).add(c51);
            c60 = FloatVector.fromArray(S, c, o6).add(c60);
            c61 = FloatVector.fromArray(S, c, o6 + L).add(c61);
            c70 = FloatVector.fromArray(S, c, o7).add(c70);
            c71 = FloatVector.fromArray(S, c, o7 + L).add(c71);
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + L);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + L);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + L);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + L);
        c40.intoArray(c, o4);
        c41.intoArray(c, o4 + L);
        c50.intoArray(c, o5);
        c51.intoArray(c, o5 + L);
        c60.intoArray(c, o6);
        c61.intoArray(c, o6 + L);
        c70.intoArray(c, o7);
        c71.intoArray(c, o7 + L);
    }

    /** Multiply up to four rows of a with one panel. */
    private static void rows4(
            float[] a,
            int aFrom,
            int aRow,
            float[] b,
            int bFrom,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            int last,
            boolean add) {
        int r0 = aFrom;
        int r1 = aFrom + Math.min(1, last) * aRow;
        int r2 = aFrom + Math.min(2, last) * aRow;
        int r3 = aFrom + Math.min(3, last) * aRow;
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        int i = 0, bi = bFrom;
        for (; i < k - 1; i += 2, bi += 4 * L) {
            FloatVector b00 = FloatVector.fromArray(S, b, bi);
            FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
            FloatVector a00 = FloatVector.broadcast(S, a[r0 + i]);
            c00 = a00.fma(b00, c00);
            c01 = a00.fma(b01, c01);
            FloatVector a01 = FloatVector.broadcast(S, a[r1 + i]);
            c10 = a01.fma(b00, c10);
            c11 = a01.fma(b01, c11);
            FloatVector a02 = FloatVector.broadcast(S, a[r2 + i]);
            c20 = a02.fma(b00, c20);
            c21 = a02.fma(b01, c21);
            FloatVector a03 = FloatVector.broadcast(S, a[r3 + i]);
            c30 = a03.fma(b00, c30);
            c31 = a03.fma(b01, c31);
            FloatVector b10 = FloatVector.fromArray(S, b, bi + 2 * L);
            FloatVector b11 = FloatVector.fromArray(S, b, bi + 3 * L);
            FloatVector a10 = FloatVector.broadcast(S, a[r0 + i + 1]);
            c00 = a10.fma(b10, c00);
            c01 = a10.fma(b11, c01);
            FloatVector a11 = FloatVector.broadcast(S, a[r1 + i + 1]);
            c10 = a11.fma(b10, c10);
            c11 = a11.fma(b11, c11);
            FloatVector a12 = FloatVector.broadcast(S, a[r2 + i + 1]);
            c20 = a12.fma(b10, c20);
            c21 = a12.fma(b11, c21);
            FloatVector a13 = FloatVector.broadcast(S, a[r3 + i + 1]);
            c30 = a13.fma(b10, c30);
            c31 = a13.fma(b11, c31);
        }
        if (i < k) {
            FloatVector b00 = FloatVector.fromArray(S, b, bi);
            FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
            FloatVector a00 = FloatVector.broadcast(S, a[r0 + i]);
            c00 = a00.fma(b00, c00);
            c01 = a00.fma(b01, c01);
            FloatVector a01 = FloatVector.broadcast(S, a[r1 + i]);
            c10 = a01.fma(b00, c10);
            c11 = a01.fma(b01, c11);
            FloatVector a02 = FloatVector.broadcast(S, a[r2 + i]);
            c20 = a02.fma(b00, c20);
            c21 = a02.fma(b01, c21);
            FloatVector a03 = FloatVector.broadcast(S, a[r3 + i]);
            c30 = a03.fma(b00, c30);
            c31 = a03.fma(b01, c31);
        }
        int o0 = cFrom;
        int o1 = cFrom + Math.min(1, last) * cRow;
        int o2 = cFrom + Math.min(2, last) * cRow;
        int o3 = cFrom + Math.min(3, last) * cRow;
        if (add) {
            c00 = FloatVector.fromArray(S, c, o0).add(c00);
            c01 = FloatVector.fromArray(S, c, o0 + L).add(c01);
            c10 = FloatVector.fromArray(S, c, o1).add(c10);
            c11 = FloatVector.fromArray(S, c, o1 + L).add(c11);
            c20 = FloatVector.fromArray(S, c, o2).add(c20);
            c21 = FloatVector.fromArray(S, c, o2 + L).add(c21);
            c30 = FloatVector.fromArray(S, c, o3).add(c30);
            c31 = FloatVector.fromArray(S, c, o3 + L).add(c31);
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + L);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + L);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + L);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + L);
    }

    /** Multiply up to eight rows of a with one panel. */
    private static void rows8(
            float[] a,
            int aFrom,
            int aRow,
            float[] b,
            int bFrom,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            int last,
            boolean add) {
        int r0 = aFrom;
        int r1 = aFrom + Math.min(1, last) * aRow;
        int r2 = aFrom + Math.min(2, last) * aRow;
        int r3 = aFrom + Math.min(3, last) * aRow;
        int r4 = aFrom + Math.min(4, last) * aRow;
        int r5 = aFrom + Math.min(5, last) * aRow;
        int r6 = aFrom + Math.min(6, last) * aRow;
        int r7 = aFrom + Math.min(7, last) * aRow;
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S), c41 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S), c51 = FloatVector.zero(S);
        FloatVector c60 = FloatVector.zero(S), c61 = FloatVector.zero(S);
        FloatVector c70 = FloatVector.zero(S), c71 = FloatVector.zero(S);
        for (int i = 0, bi = bFrom; i < k; i++, bi += 2 * L) {
            FloatVector b00 = FloatVector.fromArray(S, b, bi);
            FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
            FloatVector a00 = FloatVector.broadcast(S, a[r0 + i]);
            c00 = a00.fma(b00, c00);
            c01 = a00.fma(b01, c01);
            FloatVector a01 = FloatVector.broadcast(S, a[r1 + i]);
            c10 = a01.fma(b00, c10);
            c11 = a01.fma(b01, c11);
            FloatVector a02 = FloatVector.broadcast(S, a[r2 + i]);
            c20 = a02.fma(b00, c20);
            c21 = a02.fma(b01, c21);
            FloatVector a03 = FloatVector.broadcast(S, a[r3 + i]);
            c30 = a03.fma(b00, c30);
            c31 = a03.fma(b01, c31);
            FloatVector a04 = FloatVector.broadcast(S, a[r4 + i]);
            c40 = a04.fma(b00, c40);
            c41 = a04.fma(b01, c41);
            FloatVector a05 = FloatVector.broadcast(S, a[r5 + i]);
            c50 = a05.fma(b00, c50);
            c51 = a05.fma(b01, c51);
            FloatVector a06 = FloatVector.broadcast(S, a[r6 + i]);
            c60 = a06.fma(b00, c60);
            c61 = a06.fma(b01, c61);
            FloatVector a07 = FloatVector.broadcast(S, a[r7 + i]);
            c70 = a07.fma(b00, c70);
            c71 = a07.fma(b01, c71);
        }
        int o0 = cFrom;
        int o1 = cFrom + Math.min(1, last) * cRow;
        int o2 = cFrom + Math.min(2, last) * cRow;
        int o3 = cFrom + Math.min(3, last) * cRow;
        int o4 = cFrom + Math.min(4, last) * cRow;
        int o5 = cFrom + Math.min(5, last) * cRow;
        int o6 = cFrom + Math.min(6, last) * cRow;
        int o7 = cFrom + Math.min(7, last) * cRow;
        if (add) {
            c00 = FloatVector.fromArray(S, c, o0).add(c00);
            c01 = FloatVector.fromArray(S, c, o0 + L).add(c01);
            c10 = FloatVector.fromArray(S, c, o1).add(c10);
            c11 = FloatVector.fromArray(S, c, o1 + L).add(c11);
            c20 = FloatVector.fromArray(S, c, o2).add(c20);
            c21 = FloatVector.fromArray(S, c, o2 + L).add(c21);
            c30 = FloatVector.fromArray(S, c, o3).add(c30);
            c31 = FloatVector.fromArray(S, c, o3 + L).add(c31);
            c40 = FloatVector.fromArray(S, c, o4).add(c40);
            c41 = FloatVector.fromArray(S, c, o4 + L).add(c41);
            c50 = FloatVector.fromArray(S, c, o5).add(c50);
            c51 = FloatVector.fromArray(S, c, o5 + L).add(c51);
            c60 = FloatVector.fromArray(S, c, o6).add(c60);
            c61 = FloatVector.fromArray(S, c, o6 + L).add(c61);
            c70 = FloatVector.fromArray(S, c, o7).add(c70);
            c71 = FloatVector.fromArray(S, c, o7 + L).add(c71);
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + L);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + L);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + L);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + L);
        c40.intoArray(c, o4);
        c41.intoArray(c, o4 + L);
        c50.intoArray(c, o5);
        c51.intoArray(c, o5 + L);
        c60.intoArray(c, o6);
        c61.intoArray(c, o6 + L);
        c70.intoArray(c, o7);
        c71.intoArray(c, o7 + L);
    }

    /** Multiply one row with up to four panels, {@code panel} apart. */
    private static void row(
            float[] a, int aFrom, float[] b, int bFrom, int panel, int k, float[] c, int cFrom, int last, boolean add) {
        int p1 = Math.min(1, last) * panel, p2 = Math.min(2, last) * panel, p3 = Math.min(3, last) * panel;
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        for (int i = 0, bi = bFrom; i < k; i++, bi += 2 * L) {
            FloatVector x = FloatVector.broadcast(S, a[aFrom + i]);
            c00 = x.fma(FloatVector.fromArray(S, b, bi), c00);
            c01 = x.fma(FloatVector.fromArray(S, b, bi + L), c01);
            c10 = x.fma(FloatVector.fromArray(S, b, bi + p1), c10);
            c11 = x.fma(FloatVector.fromArray(S, b, bi + p1 + L), c11);
            c20 = x.fma(FloatVector.fromArray(S, b, bi + p2), c20);
            c21 = x.fma(FloatVector.fromArray(S, b, bi + p2 + L), c21);
            c30 = x.fma(FloatVector.fromArray(S, b, bi + p3), c30);
            c31 = x.fma(FloatVector.fromArray(S, b, bi + p3 + L), c31);
        }
        int o0 = cFrom;
        int o1 = cFrom + Math.min(1, last) * 2 * L;
        int o2 = cFrom + Math.min(2, last) * 2 * L;
        int o3 = cFrom + Math.min(3, last) * 2 * L;
        if (add) {
            c00 = FloatVector.fromArray(S, c, o0).add(c00);
            c01 = FloatVector.fromArray(S, c, o0 + L).add(c01);
            c10 = FloatVector.fromArray(S, c, o1).add(c10);
            c11 = FloatVector.fromArray(S, c, o1 + L).add(c11);
            c20 = FloatVector.fromArray(S, c, o2).add(c20);
            c21 = FloatVector.fromArray(S, c, o2 + L).add(c21);
            c30 = FloatVector.fromArray(S, c, o3).add(c30);
            c31 = FloatVector.fromArray(S, c, o3 + L).add(c31);
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + L);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + L);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + L);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + L);
    }
}
