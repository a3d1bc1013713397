package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply one tile: some rows of the left side with one panel of two vectors of columns, one block of k.
 *
 * <p>Every method is a leaf with one loop and a fixed number of accumulators, written out: a vector that crosses a call or
 * sits in an array is boxed by C2. Four rows are what 16 vector registers hold, one more spills; with 32 there are tiles of eight
 * rows, and of twelve where the rows are packed: {@link VectorTallTiles}. The panel is
 * packed, {@code b[k][2 L]}, because only a constant step lets C2 move the bounds checks out of the loop.
 *
 * <p>Rows past {@code last} repeat it, and write the same values to the same place. With {@code accumulate} the block's sum
 * is added to what stands in c, else it replaces it.
 */
final class VectorTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private VectorTiles() {}

    /** Multiply {@code a[k][8]}, packed. */
    static void packed8(
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            int last,
            boolean accumulate) {
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
        if (accumulate) {
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

    /** Multiply {@code a[k][4]}, packed. */
    static void packed4(
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            int last,
            boolean accumulate) {
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
        if (accumulate) {
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

    /** Multiply eight rows of a, read where they stand. */
    static void rows8(
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
            boolean accumulate) {
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
            FloatVector b0 = FloatVector.fromArray(S, b, bi);
            FloatVector b1 = FloatVector.fromArray(S, b, bi + L);
            FloatVector a0 = FloatVector.broadcast(S, a[r0 + i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[r1 + i]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[r2 + i]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[r3 + i]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, a[r4 + i]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, a[r5 + i]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(S, a[r6 + i]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(S, a[r7 + i]);
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
        if (accumulate) {
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

    /** Multiply four rows of a, read where they stand. */
    static void rows4(
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
            boolean accumulate) {
        int r0 = aFrom;
        int r1 = aFrom + Math.min(1, last) * aRow;
        int r2 = aFrom + Math.min(2, last) * aRow;
        int r3 = aFrom + Math.min(3, last) * aRow;
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        for (int i = 0, bi = bFrom; i < k; i++, bi += 2 * L) {
            FloatVector b0 = FloatVector.fromArray(S, b, bi);
            FloatVector b1 = FloatVector.fromArray(S, b, bi + L);
            FloatVector a0 = FloatVector.broadcast(S, a[r0 + i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[r1 + i]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[r2 + i]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[r3 + i]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        int o0 = cFrom;
        int o1 = cFrom + Math.min(1, last) * cRow;
        int o2 = cFrom + Math.min(2, last) * cRow;
        int o3 = cFrom + Math.min(3, last) * cRow;
        if (accumulate) {
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
