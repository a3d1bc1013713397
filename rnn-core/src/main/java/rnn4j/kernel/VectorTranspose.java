package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turn 16 by 16 values over within 16 registers of 512 bits: four rounds, each joining two registers by a permutation.
 *
 * <p>Round b swaps blocks of b values between rows that are b apart, as in a butterfly. Only where the preferred vectors
 * have 16 lanes; narrower ones have no permutation of two registers, and copy value by value.
 */
final class VectorTranspose {
    static final int SIZE = 16;
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    /** The values of the even and the odd row of a pair, by the size of the blocks that are swapped. */
    private static final FloatVector EVEN1 = pattern(1, 0), ODD1 = pattern(1, 1);

    private static final FloatVector EVEN2 = pattern(2, 0), ODD2 = pattern(2, 1);
    private static final FloatVector EVEN4 = pattern(4, 0), ODD4 = pattern(4, 1);
    private static final FloatVector EVEN8 = pattern(8, 0), ODD8 = pattern(8, 1);

    private VectorTranspose() {}

    private static FloatVector pattern(int block, int odd) {
        float[] lanes = new float[SIZE];
        for (int lane = 0; lane < SIZE; lane++) {
            boolean second = (lane / block) % 2 == 1;
            lanes[lane] = second ? SIZE + (lane - block) + odd * block : lane + odd * block;
        }
        return FloatVector.fromArray(S, lanes, 0);
    }

    /** Write {@code y[j][i] = x[i][j]} for 16 by 16 values whose rows are {@code xRow} and {@code yRow} apart. */
    static void tile(float[] x, int xFrom, int xRow, float[] y, int yFrom, int yRow) {
        FloatVector a0 = FloatVector.fromArray(S, x, xFrom);
        FloatVector a1 = FloatVector.fromArray(S, x, xFrom + xRow);
        FloatVector a2 = FloatVector.fromArray(S, x, xFrom + 2 * xRow);
        FloatVector a3 = FloatVector.fromArray(S, x, xFrom + 3 * xRow);
        FloatVector a4 = FloatVector.fromArray(S, x, xFrom + 4 * xRow);
        FloatVector a5 = FloatVector.fromArray(S, x, xFrom + 5 * xRow);
        FloatVector a6 = FloatVector.fromArray(S, x, xFrom + 6 * xRow);
        FloatVector a7 = FloatVector.fromArray(S, x, xFrom + 7 * xRow);
        FloatVector a8 = FloatVector.fromArray(S, x, xFrom + 8 * xRow);
        FloatVector a9 = FloatVector.fromArray(S, x, xFrom + 9 * xRow);
        FloatVector a10 = FloatVector.fromArray(S, x, xFrom + 10 * xRow);
        FloatVector a11 = FloatVector.fromArray(S, x, xFrom + 11 * xRow);
        FloatVector a12 = FloatVector.fromArray(S, x, xFrom + 12 * xRow);
        FloatVector a13 = FloatVector.fromArray(S, x, xFrom + 13 * xRow);
        FloatVector a14 = FloatVector.fromArray(S, x, xFrom + 14 * xRow);
        FloatVector a15 = FloatVector.fromArray(S, x, xFrom + 15 * xRow);
        FloatVector b0 = EVEN1.selectFrom(a0, a1);
        FloatVector b1 = ODD1.selectFrom(a0, a1);
        FloatVector b2 = EVEN1.selectFrom(a2, a3);
        FloatVector b3 = ODD1.selectFrom(a2, a3);
        FloatVector b4 = EVEN1.selectFrom(a4, a5);
        FloatVector b5 = ODD1.selectFrom(a4, a5);
        FloatVector b6 = EVEN1.selectFrom(a6, a7);
        FloatVector b7 = ODD1.selectFrom(a6, a7);
        FloatVector b8 = EVEN1.selectFrom(a8, a9);
        FloatVector b9 = ODD1.selectFrom(a8, a9);
        FloatVector b10 = EVEN1.selectFrom(a10, a11);
        FloatVector b11 = ODD1.selectFrom(a10, a11);
        FloatVector b12 = EVEN1.selectFrom(a12, a13);
        FloatVector b13 = ODD1.selectFrom(a12, a13);
        FloatVector b14 = EVEN1.selectFrom(a14, a15);
        FloatVector b15 = ODD1.selectFrom(a14, a15);
        FloatVector c0 = EVEN2.selectFrom(b0, b2);
        FloatVector c2 = ODD2.selectFrom(b0, b2);
        FloatVector c1 = EVEN2.selectFrom(b1, b3);
        FloatVector c3 = ODD2.selectFrom(b1, b3);
        FloatVector c4 = EVEN2.selectFrom(b4, b6);
        FloatVector c6 = ODD2.selectFrom(b4, b6);
        FloatVector c5 = EVEN2.selectFrom(b5, b7);
        FloatVector c7 = ODD2.selectFrom(b5, b7);
        FloatVector c8 = EVEN2.selectFrom(b8, b10);
        FloatVector c10 = ODD2.selectFrom(b8, b10);
        FloatVector c9 = EVEN2.selectFrom(b9, b11);
        FloatVector c11 = ODD2.selectFrom(b9, b11);
        FloatVector c12 = EVEN2.selectFrom(b12, b14);
        FloatVector c14 = ODD2.selectFrom(b12, b14);
        FloatVector c13 = EVEN2.selectFrom(b13, b15);
        FloatVector c15 = ODD2.selectFrom(b13, b15);
        FloatVector d0 = EVEN4.selectFrom(c0, c4);
        FloatVector d4 = ODD4.selectFrom(c0, c4);
        FloatVector d1 = EVEN4.selectFrom(c1, c5);
        FloatVector d5 = ODD4.selectFrom(c1, c5);
        FloatVector d2 = EVEN4.selectFrom(c2, c6);
        FloatVector d6 = ODD4.selectFrom(c2, c6);
        FloatVector d3 = EVEN4.selectFrom(c3, c7);
        FloatVector d7 = ODD4.selectFrom(c3, c7);
        FloatVector d8 = EVEN4.selectFrom(c8, c12);
        FloatVector d12 = ODD4.selectFrom(c8, c12);
        FloatVector d9 = EVEN4.selectFrom(c9, c13);
        FloatVector d13 = ODD4.selectFrom(c9, c13);
        FloatVector d10 = EVEN4.selectFrom(c10, c14);
        FloatVector d14 = ODD4.selectFrom(c10, c14);
        FloatVector d11 = EVEN4.selectFrom(c11, c15);
        FloatVector d15 = ODD4.selectFrom(c11, c15);
        FloatVector e0 = EVEN8.selectFrom(d0, d8);
        FloatVector e8 = ODD8.selectFrom(d0, d8);
        FloatVector e1 = EVEN8.selectFrom(d1, d9);
        FloatVector e9 = ODD8.selectFrom(d1, d9);
        FloatVector e2 = EVEN8.selectFrom(d2, d10);
        FloatVector e10 = ODD8.selectFrom(d2, d10);
        FloatVector e3 = EVEN8.selectFrom(d3, d11);
        FloatVector e11 = ODD8.selectFrom(d3, d11);
        FloatVector e4 = EVEN8.selectFrom(d4, d12);
        FloatVector e12 = ODD8.selectFrom(d4, d12);
        FloatVector e5 = EVEN8.selectFrom(d5, d13);
        FloatVector e13 = ODD8.selectFrom(d5, d13);
        FloatVector e6 = EVEN8.selectFrom(d6, d14);
        FloatVector e14 = ODD8.selectFrom(d6, d14);
        FloatVector e7 = EVEN8.selectFrom(d7, d15);
        FloatVector e15 = ODD8.selectFrom(d7, d15);
        e0.intoArray(y, yFrom);
        e1.intoArray(y, yFrom + yRow);
        e2.intoArray(y, yFrom + 2 * yRow);
        e3.intoArray(y, yFrom + 3 * yRow);
        e4.intoArray(y, yFrom + 4 * yRow);
        e5.intoArray(y, yFrom + 5 * yRow);
        e6.intoArray(y, yFrom + 6 * yRow);
        e7.intoArray(y, yFrom + 7 * yRow);
        e8.intoArray(y, yFrom + 8 * yRow);
        e9.intoArray(y, yFrom + 9 * yRow);
        e10.intoArray(y, yFrom + 10 * yRow);
        e11.intoArray(y, yFrom + 11 * yRow);
        e12.intoArray(y, yFrom + 12 * yRow);
        e13.intoArray(y, yFrom + 13 * yRow);
        e14.intoArray(y, yFrom + 14 * yRow);
        e15.intoArray(y, yFrom + 15 * yRow);
    }

    /**
     * Lengthen the chains of c [16] by k, a multiple of 16: a [k], b [16, k] with rows {@code bRow} apart. Each square of b is
     * turned over in registers and taken up at once.
     */
    static void row(float[] a, int aFrom, float[] b, int bFrom, int bRow, int k, float[] c, int cFrom) {
        FloatVector sum = FloatVector.fromArray(S, c, cFrom);
        for (int i = 0; i < k; i += SIZE) {
            FloatVector a0 = FloatVector.fromArray(S, b, bFrom + i);
            FloatVector a1 = FloatVector.fromArray(S, b, bFrom + bRow + i);
            FloatVector a2 = FloatVector.fromArray(S, b, bFrom + 2 * bRow + i);
            FloatVector a3 = FloatVector.fromArray(S, b, bFrom + 3 * bRow + i);
            FloatVector a4 = FloatVector.fromArray(S, b, bFrom + 4 * bRow + i);
            FloatVector a5 = FloatVector.fromArray(S, b, bFrom + 5 * bRow + i);
            FloatVector a6 = FloatVector.fromArray(S, b, bFrom + 6 * bRow + i);
            FloatVector a7 = FloatVector.fromArray(S, b, bFrom + 7 * bRow + i);
            FloatVector a8 = FloatVector.fromArray(S, b, bFrom + 8 * bRow + i);
            FloatVector a9 = FloatVector.fromArray(S, b, bFrom + 9 * bRow + i);
            FloatVector a10 = FloatVector.fromArray(S, b, bFrom + 10 * bRow + i);
            FloatVector a11 = FloatVector.fromArray(S, b, bFrom + 11 * bRow + i);
            FloatVector a12 = FloatVector.fromArray(S, b, bFrom + 12 * bRow + i);
            FloatVector a13 = FloatVector.fromArray(S, b, bFrom + 13 * bRow + i);
            FloatVector a14 = FloatVector.fromArray(S, b, bFrom + 14 * bRow + i);
            FloatVector a15 = FloatVector.fromArray(S, b, bFrom + 15 * bRow + i);
            FloatVector b0 = EVEN1.selectFrom(a0, a1);
            FloatVector b1 = ODD1.selectFrom(a0, a1);
            FloatVector b2 = EVEN1.selectFrom(a2, a3);
            FloatVector b3 = ODD1.selectFrom(a2, a3);
            FloatVector b4 = EVEN1.selectFrom(a4, a5);
            FloatVector b5 = ODD1.selectFrom(a4, a5);
            FloatVector b6 = EVEN1.selectFrom(a6, a7);
            FloatVector b7 = ODD1.selectFrom(a6, a7);
            FloatVector b8 = EVEN1.selectFrom(a8, a9);
            FloatVector b9 = ODD1.selectFrom(a8, a9);
            FloatVector b10 = EVEN1.selectFrom(a10, a11);
            FloatVector b11 = ODD1.selectFrom(a10, a11);
            FloatVector b12 = EVEN1.selectFrom(a12, a13);
            FloatVector b13 = ODD1.selectFrom(a12, a13);
            FloatVector b14 = EVEN1.selectFrom(a14, a15);
            FloatVector b15 = ODD1.selectFrom(a14, a15);
            FloatVector c0 = EVEN2.selectFrom(b0, b2);
            FloatVector c2 = ODD2.selectFrom(b0, b2);
            FloatVector c1 = EVEN2.selectFrom(b1, b3);
            FloatVector c3 = ODD2.selectFrom(b1, b3);
            FloatVector c4 = EVEN2.selectFrom(b4, b6);
            FloatVector c6 = ODD2.selectFrom(b4, b6);
            FloatVector c5 = EVEN2.selectFrom(b5, b7);
            FloatVector c7 = ODD2.selectFrom(b5, b7);
            FloatVector c8 = EVEN2.selectFrom(b8, b10);
            FloatVector c10 = ODD2.selectFrom(b8, b10);
            FloatVector c9 = EVEN2.selectFrom(b9, b11);
            FloatVector c11 = ODD2.selectFrom(b9, b11);
            FloatVector c12 = EVEN2.selectFrom(b12, b14);
            FloatVector c14 = ODD2.selectFrom(b12, b14);
            FloatVector c13 = EVEN2.selectFrom(b13, b15);
            FloatVector c15 = ODD2.selectFrom(b13, b15);
            FloatVector d0 = EVEN4.selectFrom(c0, c4);
            FloatVector d4 = ODD4.selectFrom(c0, c4);
            FloatVector d1 = EVEN4.selectFrom(c1, c5);
            FloatVector d5 = ODD4.selectFrom(c1, c5);
            FloatVector d2 = EVEN4.selectFrom(c2, c6);
            FloatVector d6 = ODD4.selectFrom(c2, c6);
            FloatVector d3 = EVEN4.selectFrom(c3, c7);
            FloatVector d7 = ODD4.selectFrom(c3, c7);
            FloatVector d8 = EVEN4.selectFrom(c8, c12);
            FloatVector d12 = ODD4.selectFrom(c8, c12);
            FloatVector d9 = EVEN4.selectFrom(c9, c13);
            FloatVector d13 = ODD4.selectFrom(c9, c13);
            FloatVector d10 = EVEN4.selectFrom(c10, c14);
            FloatVector d14 = ODD4.selectFrom(c10, c14);
            FloatVector d11 = EVEN4.selectFrom(c11, c15);
            FloatVector d15 = ODD4.selectFrom(c11, c15);
            sum = EVEN8.selectFrom(d0, d8).fma(FloatVector.broadcast(S, a[aFrom + i]), sum);
            sum = EVEN8.selectFrom(d1, d9).fma(FloatVector.broadcast(S, a[aFrom + i + 1]), sum);
            sum = EVEN8.selectFrom(d2, d10).fma(FloatVector.broadcast(S, a[aFrom + i + 2]), sum);
            sum = EVEN8.selectFrom(d3, d11).fma(FloatVector.broadcast(S, a[aFrom + i + 3]), sum);
            sum = EVEN8.selectFrom(d4, d12).fma(FloatVector.broadcast(S, a[aFrom + i + 4]), sum);
            sum = EVEN8.selectFrom(d5, d13).fma(FloatVector.broadcast(S, a[aFrom + i + 5]), sum);
            sum = EVEN8.selectFrom(d6, d14).fma(FloatVector.broadcast(S, a[aFrom + i + 6]), sum);
            sum = EVEN8.selectFrom(d7, d15).fma(FloatVector.broadcast(S, a[aFrom + i + 7]), sum);
            sum = ODD8.selectFrom(d0, d8).fma(FloatVector.broadcast(S, a[aFrom + i + 8]), sum);
            sum = ODD8.selectFrom(d1, d9).fma(FloatVector.broadcast(S, a[aFrom + i + 9]), sum);
            sum = ODD8.selectFrom(d2, d10).fma(FloatVector.broadcast(S, a[aFrom + i + 10]), sum);
            sum = ODD8.selectFrom(d3, d11).fma(FloatVector.broadcast(S, a[aFrom + i + 11]), sum);
            sum = ODD8.selectFrom(d4, d12).fma(FloatVector.broadcast(S, a[aFrom + i + 12]), sum);
            sum = ODD8.selectFrom(d5, d13).fma(FloatVector.broadcast(S, a[aFrom + i + 13]), sum);
            sum = ODD8.selectFrom(d6, d14).fma(FloatVector.broadcast(S, a[aFrom + i + 14]), sum);
            sum = ODD8.selectFrom(d7, d15).fma(FloatVector.broadcast(S, a[aFrom + i + 15]), sum);
        }
        sum.intoArray(c, cFrom);
    }
}
