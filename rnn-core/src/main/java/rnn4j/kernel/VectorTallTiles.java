package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply one tile of twelve packed rows with one panel, as {@link VectorTiles} does for fewer; for 32 registers.
 *
 * <p>A panel that streams from the second-level cache is read once for twelve rows instead of eight, which counts where a
 * core multiplies faster than that cache gives. To set a result and to add to it are two methods, for either is long.
 */
final class VectorTallTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private VectorTallTiles() {}

    /** Multiply {@code a[k][12]}, packed; the block's sum replaces what stands in c. */
    static void packed12(float[] a, int aFrom, float[] b, int bFrom, int k, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S), c41 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S), c51 = FloatVector.zero(S);
        FloatVector c60 = FloatVector.zero(S), c61 = FloatVector.zero(S);
        FloatVector c70 = FloatVector.zero(S), c71 = FloatVector.zero(S);
        FloatVector c80 = FloatVector.zero(S), c81 = FloatVector.zero(S);
        FloatVector c90 = FloatVector.zero(S), c91 = FloatVector.zero(S);
        FloatVector ca0 = FloatVector.zero(S), ca1 = FloatVector.zero(S);
        FloatVector cb0 = FloatVector.zero(S), cb1 = FloatVector.zero(S);
        for (int i = 0, ai = aFrom, bi = bFrom; i < k; i++, ai += 12, bi += 2 * L) {
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
            FloatVector a8 = FloatVector.broadcast(S, a[ai + 8]);
            c80 = a8.fma(b0, c80);
            c81 = a8.fma(b1, c81);
            FloatVector a9 = FloatVector.broadcast(S, a[ai + 9]);
            c90 = a9.fma(b0, c90);
            c91 = a9.fma(b1, c91);
            FloatVector aa = FloatVector.broadcast(S, a[ai + 10]);
            ca0 = aa.fma(b0, ca0);
            ca1 = aa.fma(b1, ca1);
            FloatVector ab = FloatVector.broadcast(S, a[ai + 11]);
            cb0 = ab.fma(b0, cb0);
            cb1 = ab.fma(b1, cb1);
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + L);
        c10.intoArray(c, cFrom + cRow);
        c11.intoArray(c, cFrom + cRow + L);
        c20.intoArray(c, cFrom + 2 * cRow);
        c21.intoArray(c, cFrom + 2 * cRow + L);
        c30.intoArray(c, cFrom + 3 * cRow);
        c31.intoArray(c, cFrom + 3 * cRow + L);
        c40.intoArray(c, cFrom + 4 * cRow);
        c41.intoArray(c, cFrom + 4 * cRow + L);
        c50.intoArray(c, cFrom + 5 * cRow);
        c51.intoArray(c, cFrom + 5 * cRow + L);
        c60.intoArray(c, cFrom + 6 * cRow);
        c61.intoArray(c, cFrom + 6 * cRow + L);
        c70.intoArray(c, cFrom + 7 * cRow);
        c71.intoArray(c, cFrom + 7 * cRow + L);
        c80.intoArray(c, cFrom + 8 * cRow);
        c81.intoArray(c, cFrom + 8 * cRow + L);
        c90.intoArray(c, cFrom + 9 * cRow);
        c91.intoArray(c, cFrom + 9 * cRow + L);
        ca0.intoArray(c, cFrom + 10 * cRow);
        ca1.intoArray(c, cFrom + 10 * cRow + L);
        cb0.intoArray(c, cFrom + 11 * cRow);
        cb1.intoArray(c, cFrom + 11 * cRow + L);
    }

    /** Multiply {@code a[k][12]}, packed; the block's sum is added to what stands in c. */
    static void packed12Added(float[] a, int aFrom, float[] b, int bFrom, int k, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S), c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S), c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S), c41 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S), c51 = FloatVector.zero(S);
        FloatVector c60 = FloatVector.zero(S), c61 = FloatVector.zero(S);
        FloatVector c70 = FloatVector.zero(S), c71 = FloatVector.zero(S);
        FloatVector c80 = FloatVector.zero(S), c81 = FloatVector.zero(S);
        FloatVector c90 = FloatVector.zero(S), c91 = FloatVector.zero(S);
        FloatVector ca0 = FloatVector.zero(S), ca1 = FloatVector.zero(S);
        FloatVector cb0 = FloatVector.zero(S), cb1 = FloatVector.zero(S);
        for (int i = 0, ai = aFrom, bi = bFrom; i < k; i++, ai += 12, bi += 2 * L) {
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
            FloatVector a8 = FloatVector.broadcast(S, a[ai + 8]);
            c80 = a8.fma(b0, c80);
            c81 = a8.fma(b1, c81);
            FloatVector a9 = FloatVector.broadcast(S, a[ai + 9]);
            c90 = a9.fma(b0, c90);
            c91 = a9.fma(b1, c91);
            FloatVector aa = FloatVector.broadcast(S, a[ai + 10]);
            ca0 = aa.fma(b0, ca0);
            ca1 = aa.fma(b1, ca1);
            FloatVector ab = FloatVector.broadcast(S, a[ai + 11]);
            cb0 = ab.fma(b0, cb0);
            cb1 = ab.fma(b1, cb1);
        }
        FloatVector.fromArray(S, c, cFrom).add(c00).intoArray(c, cFrom);
        FloatVector.fromArray(S, c, cFrom + L).add(c01).intoArray(c, cFrom + L);
        FloatVector.fromArray(S, c, cFrom + cRow).add(c10).intoArray(c, cFrom + cRow);
        FloatVector.fromArray(S, c, cFrom + cRow + L).add(c11).intoArray(c, cFrom + cRow + L);
        FloatVector.fromArray(S, c, cFrom + 2 * cRow).add(c20).intoArray(c, cFrom + 2 * cRow);
        FloatVector.fromArray(S, c, cFrom + 2 * cRow + L).add(c21).intoArray(c, cFrom + 2 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 3 * cRow).add(c30).intoArray(c, cFrom + 3 * cRow);
        FloatVector.fromArray(S, c, cFrom + 3 * cRow + L).add(c31).intoArray(c, cFrom + 3 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 4 * cRow).add(c40).intoArray(c, cFrom + 4 * cRow);
        FloatVector.fromArray(S, c, cFrom + 4 * cRow + L).add(c41).intoArray(c, cFrom + 4 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 5 * cRow).add(c50).intoArray(c, cFrom + 5 * cRow);
        FloatVector.fromArray(S, c, cFrom + 5 * cRow + L).add(c51).intoArray(c, cFrom + 5 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 6 * cRow).add(c60).intoArray(c, cFrom + 6 * cRow);
        FloatVector.fromArray(S, c, cFrom + 6 * cRow + L).add(c61).intoArray(c, cFrom + 6 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 7 * cRow).add(c70).intoArray(c, cFrom + 7 * cRow);
        FloatVector.fromArray(S, c, cFrom + 7 * cRow + L).add(c71).intoArray(c, cFrom + 7 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 8 * cRow).add(c80).intoArray(c, cFrom + 8 * cRow);
        FloatVector.fromArray(S, c, cFrom + 8 * cRow + L).add(c81).intoArray(c, cFrom + 8 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 9 * cRow).add(c90).intoArray(c, cFrom + 9 * cRow);
        FloatVector.fromArray(S, c, cFrom + 9 * cRow + L).add(c91).intoArray(c, cFrom + 9 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 10 * cRow).add(ca0).intoArray(c, cFrom + 10 * cRow);
        FloatVector.fromArray(S, c, cFrom + 10 * cRow + L).add(ca1).intoArray(c, cFrom + 10 * cRow + L);
        FloatVector.fromArray(S, c, cFrom + 11 * cRow).add(cb0).intoArray(c, cFrom + 11 * cRow);
        FloatVector.fromArray(S, c, cFrom + 11 * cRow + L).add(cb1).intoArray(c, cFrom + 11 * cRow + L);
    }
}
