package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply one or two rows with several panels at once, where reading the right side is what takes the time. The rules of
 * {@link VectorTiles} hold; panels past {@code last} repeat it.
 *
 * <p>A place in a panel is written as its first one and a multiple of i: with an index that counts on by itself C2 computes
 * every address anew, and a step takes twice as long.
 */
final class VectorThinTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Panels that are multiplied with one row at once. */
    static final int PANELS_OF_ONE = 4;

    /** Panels that are multiplied with two rows at once. */
    static final int PANELS_OF_TWO = 2;

    private VectorThinTiles() {}

    /**
     * Multiply one or two rows with panels that lie {@code bPanel} apart.
     *
     * @param columns a multiple of a panel's
     */
    static void panels(
            int rows,
            float[] a,
            int aFrom,
            int aRow,
            float[] b,
            int bFrom,
            int bPanel,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            int columns,
            boolean accumulate) {
        if (!(rows == 1 ? ColdTiles.ROW_1 : ColdTiles.ROWS_2).ready()) {
            for (int j = 0, from = bFrom; j < columns; j += 2 * L, from += bPanel) {
                ColdTiles.multiply(rows, a, aFrom, aRow, 1, b, from, k, c, cFrom + j, cRow, accumulate);
            }
            return;
        }
        int group = rows == 1 ? PANELS_OF_ONE : PANELS_OF_TWO;
        for (int j = 0, from = bFrom; j < columns; j += group * 2 * L, from += group * bPanel) {
            int last = Math.min(group, (columns - j) / (2 * L)) - 1;
            if (rows == 1) {
                row1(a, aFrom, b, from, bPanel, k, c, cFrom + j, last, accumulate);
            } else {
                rows2(a, aFrom, aRow, b, from, bPanel, k, c, cFrom + j, cRow, last, accumulate);
            }
        }
    }

    /** Multiply one row with four panels, {@code bPanel} apart. */
    static void row1(
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            int bPanel,
            int k,
            float[] c,
            int cFrom,
            int last,
            boolean accumulate) {
        int b1 = bFrom + Math.min(1, last) * bPanel;
        int b2 = bFrom + Math.min(2, last) * bPanel;
        int b3 = bFrom + Math.min(3, last) * bPanel;
        FloatVector c00 = FloatVector.zero(S),
                c01 = FloatVector.zero(S),
                c02 = FloatVector.zero(S),
                c03 = FloatVector.zero(S),
                c04 = FloatVector.zero(S),
                c05 = FloatVector.zero(S),
                c06 = FloatVector.zero(S),
                c07 = FloatVector.zero(S);
        for (int i = 0; i < k; i++) {
            FloatVector x = FloatVector.broadcast(S, a[aFrom + i]);
            c00 = x.fma(FloatVector.fromArray(S, b, bFrom + i * (2 * L)), c00);
            c01 = x.fma(FloatVector.fromArray(S, b, bFrom + i * (2 * L) + L), c01);
            c02 = x.fma(FloatVector.fromArray(S, b, b1 + i * (2 * L)), c02);
            c03 = x.fma(FloatVector.fromArray(S, b, b1 + i * (2 * L) + L), c03);
            c04 = x.fma(FloatVector.fromArray(S, b, b2 + i * (2 * L)), c04);
            c05 = x.fma(FloatVector.fromArray(S, b, b2 + i * (2 * L) + L), c05);
            c06 = x.fma(FloatVector.fromArray(S, b, b3 + i * (2 * L)), c06);
            c07 = x.fma(FloatVector.fromArray(S, b, b3 + i * (2 * L) + L), c07);
        }
        int o1 = cFrom + Math.min(1, last) * 2 * L;
        int o2 = cFrom + Math.min(2, last) * 2 * L;
        int o3 = cFrom + Math.min(3, last) * 2 * L;
        if (accumulate) {
            c00 = FloatVector.fromArray(S, c, cFrom).add(c00);
            c01 = FloatVector.fromArray(S, c, cFrom + L).add(c01);
            c02 = FloatVector.fromArray(S, c, o1).add(c02);
            c03 = FloatVector.fromArray(S, c, o1 + L).add(c03);
            c04 = FloatVector.fromArray(S, c, o2).add(c04);
            c05 = FloatVector.fromArray(S, c, o2 + L).add(c05);
            c06 = FloatVector.fromArray(S, c, o3).add(c06);
            c07 = FloatVector.fromArray(S, c, o3 + L).add(c07);
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + L);
        c02.intoArray(c, o1);
        c03.intoArray(c, o1 + L);
        c04.intoArray(c, o2);
        c05.intoArray(c, o2 + L);
        c06.intoArray(c, o3);
        c07.intoArray(c, o3 + L);
    }

    /** Multiply two rows with two panels, {@code bPanel} apart. */
    static void rows2(
            float[] a,
            int aFrom,
            int aRow,
            float[] b,
            int bFrom,
            int bPanel,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            int last,
            boolean accumulate) {
        int r1 = aFrom + aRow;
        int bp = bFrom + Math.min(1, last) * bPanel;
        FloatVector c00 = FloatVector.zero(S),
                c01 = FloatVector.zero(S),
                c02 = FloatVector.zero(S),
                c03 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S),
                c11 = FloatVector.zero(S),
                c12 = FloatVector.zero(S),
                c13 = FloatVector.zero(S);
        for (int i = 0; i < k; i++) {
            FloatVector x0 = FloatVector.broadcast(S, a[aFrom + i]);
            FloatVector x1 = FloatVector.broadcast(S, a[r1 + i]);
            FloatVector b0 = FloatVector.fromArray(S, b, bFrom + i * (2 * L));
            FloatVector b1 = FloatVector.fromArray(S, b, bFrom + i * (2 * L) + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bp + i * (2 * L));
            FloatVector b3 = FloatVector.fromArray(S, b, bp + i * (2 * L) + L);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            c03 = x0.fma(b3, c03);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            c13 = x1.fma(b3, c13);
        }
        int o1 = cFrom + Math.min(1, last) * 2 * L;
        if (accumulate) {
            c00 = FloatVector.fromArray(S, c, cFrom).add(c00);
            c01 = FloatVector.fromArray(S, c, cFrom + L).add(c01);
            c02 = FloatVector.fromArray(S, c, o1).add(c02);
            c03 = FloatVector.fromArray(S, c, o1 + L).add(c03);
            c10 = FloatVector.fromArray(S, c, cFrom + cRow).add(c10);
            c11 = FloatVector.fromArray(S, c, cFrom + cRow + L).add(c11);
            c12 = FloatVector.fromArray(S, c, o1 + cRow).add(c12);
            c13 = FloatVector.fromArray(S, c, o1 + cRow + L).add(c13);
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + L);
        c02.intoArray(c, o1);
        c03.intoArray(c, o1 + L);
        c10.intoArray(c, cFrom + cRow);
        c11.intoArray(c, cFrom + cRow + L);
        c12.intoArray(c, o1 + cRow);
        c13.intoArray(c, o1 + cRow + L);
    }
}
