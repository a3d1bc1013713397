package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply few rows with a right side that is read row by row, as it stands in memory.
 *
 * <p>A tile that goes down the columns of an unpacked matrix meets a new page at every k. Here some rows of b pass at once
 * over the result, whose chains so grow by as many k; b streams at full bandwidth, and c stays in the first-level cache. Columns come in whole vectors: n is a multiple of L.
 */
final class VectorStreams {
    /** Rows of b that {@link #row} takes at once. */
    static final int ROW_DEPTH = 8;

    /** Rows of b that {@link #rows} takes at once. */
    static final int ROWS_DEPTH = 4;

    /** Rows of a that {@link #rows} takes at once. */
    static final int ROWS = 4;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private VectorStreams() {}

    /** Lengthen the chains of c [n] by eight k: a [8], b [8, n] with rows {@code bRow} apart. */
    static void row(float[] a, int aFrom, float[] b, int bFrom, int bRow, float[] c, int cFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector a1 = FloatVector.broadcast(S, a[aFrom + 1]);
        FloatVector a2 = FloatVector.broadcast(S, a[aFrom + 2]);
        FloatVector a3 = FloatVector.broadcast(S, a[aFrom + 3]);
        FloatVector a4 = FloatVector.broadcast(S, a[aFrom + 4]);
        FloatVector a5 = FloatVector.broadcast(S, a[aFrom + 5]);
        FloatVector a6 = FloatVector.broadcast(S, a[aFrom + 6]);
        FloatVector a7 = FloatVector.broadcast(S, a[aFrom + 7]);
        int b1 = bFrom + bRow;
        int b2 = bFrom + 2 * bRow;
        int b3 = bFrom + 3 * bRow;
        int b4 = bFrom + 4 * bRow;
        int b5 = bFrom + 5 * bRow;
        int b6 = bFrom + 6 * bRow;
        int b7 = bFrom + 7 * bRow;
        for (int j = 0; j < n; j += L) {
            FloatVector sum = FloatVector.fromArray(S, c, cFrom + j);
            FloatVector v0 = FloatVector.fromArray(S, b, bFrom + j);
            sum = a0.fma(v0, sum);
            FloatVector v1 = FloatVector.fromArray(S, b, b1 + j);
            sum = a1.fma(v1, sum);
            FloatVector v2 = FloatVector.fromArray(S, b, b2 + j);
            sum = a2.fma(v2, sum);
            FloatVector v3 = FloatVector.fromArray(S, b, b3 + j);
            sum = a3.fma(v3, sum);
            FloatVector v4 = FloatVector.fromArray(S, b, b4 + j);
            sum = a4.fma(v4, sum);
            FloatVector v5 = FloatVector.fromArray(S, b, b5 + j);
            sum = a5.fma(v5, sum);
            FloatVector v6 = FloatVector.fromArray(S, b, b6 + j);
            sum = a6.fma(v6, sum);
            FloatVector v7 = FloatVector.fromArray(S, b, b7 + j);
            sum = a7.fma(v7, sum);
            sum.intoArray(c, cFrom + j);
        }
    }

    /** Lengthen the chain of c [n] by one k: a [1], b [n]. */
    static void single(float[] a, int aFrom, float[] b, int bFrom, float[] c, int cFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        for (int j = 0; j < n; j += L) {
            FloatVector v0 = FloatVector.fromArray(S, b, bFrom + j);
            FloatVector sum = a0.fma(v0, FloatVector.fromArray(S, c, cFrom + j));
            sum.intoArray(c, cFrom + j);
        }
    }

    /** Lengthen the chains of c [4, n] by four k: a [4, 4], b [4, n]; rows past {@code last} repeat it. */
    static void rows(
            float[] a,
            int aFrom,
            int aRow,
            float[] b,
            int bFrom,
            int bRow,
            float[] c,
            int cFrom,
            int cRow,
            int n,
            int last) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        FloatVector a00 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector a01 = FloatVector.broadcast(S, a[aFrom + 1]);
        FloatVector a02 = FloatVector.broadcast(S, a[aFrom + 2]);
        FloatVector a03 = FloatVector.broadcast(S, a[aFrom + 3]);
        FloatVector a10 = FloatVector.broadcast(S, a[aFrom + r1 * aRow]);
        FloatVector a11 = FloatVector.broadcast(S, a[aFrom + r1 * aRow + 1]);
        FloatVector a12 = FloatVector.broadcast(S, a[aFrom + r1 * aRow + 2]);
        FloatVector a13 = FloatVector.broadcast(S, a[aFrom + r1 * aRow + 3]);
        FloatVector a20 = FloatVector.broadcast(S, a[aFrom + r2 * aRow]);
        FloatVector a21 = FloatVector.broadcast(S, a[aFrom + r2 * aRow + 1]);
        FloatVector a22 = FloatVector.broadcast(S, a[aFrom + r2 * aRow + 2]);
        FloatVector a23 = FloatVector.broadcast(S, a[aFrom + r2 * aRow + 3]);
        FloatVector a30 = FloatVector.broadcast(S, a[aFrom + r3 * aRow]);
        FloatVector a31 = FloatVector.broadcast(S, a[aFrom + r3 * aRow + 1]);
        FloatVector a32 = FloatVector.broadcast(S, a[aFrom + r3 * aRow + 2]);
        FloatVector a33 = FloatVector.broadcast(S, a[aFrom + r3 * aRow + 3]);
        int b1 = bFrom + bRow;
        int b2 = bFrom + 2 * bRow;
        int b3 = bFrom + 3 * bRow;
        int c1 = cFrom + r1 * cRow;
        int c2 = cFrom + r2 * cRow;
        int c3 = cFrom + r3 * cRow;
        for (int j = 0; j < n; j += L) {
            FloatVector s0 = FloatVector.fromArray(S, c, cFrom + j);
            FloatVector s1 = FloatVector.fromArray(S, c, c1 + j);
            FloatVector s2 = FloatVector.fromArray(S, c, c2 + j);
            FloatVector s3 = FloatVector.fromArray(S, c, c3 + j);
            FloatVector v0 = FloatVector.fromArray(S, b, bFrom + j);
            s0 = a00.fma(v0, s0);
            s1 = a10.fma(v0, s1);
            s2 = a20.fma(v0, s2);
            s3 = a30.fma(v0, s3);
            FloatVector v1 = FloatVector.fromArray(S, b, b1 + j);
            s0 = a01.fma(v1, s0);
            s1 = a11.fma(v1, s1);
            s2 = a21.fma(v1, s2);
            s3 = a31.fma(v1, s3);
            FloatVector v2 = FloatVector.fromArray(S, b, b2 + j);
            s0 = a02.fma(v2, s0);
            s1 = a12.fma(v2, s1);
            s2 = a22.fma(v2, s2);
            s3 = a32.fma(v2, s3);
            FloatVector v3 = FloatVector.fromArray(S, b, b3 + j);
            s0 = a03.fma(v3, s0);
            s1 = a13.fma(v3, s1);
            s2 = a23.fma(v3, s2);
            s3 = a33.fma(v3, s3);
            s0.intoArray(c, cFrom + j);
            s1.intoArray(c, c1 + j);
            s2.intoArray(c, c2 + j);
            s3.intoArray(c, c3 + j);
        }
    }
}
