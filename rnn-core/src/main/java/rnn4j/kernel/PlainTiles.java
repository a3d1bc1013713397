package rnn4j.kernel;

/**
 * Lengthen the chains of one or two rows by four k or by one, in plain Java.
 *
 * <p>All arrays are indexed by the same j, which is what lets C2 vectorise these loops; arrays with offsets of their own it
 * must take for overlapping. Four k at once read and write the chains a quarter as often.
 */
final class PlainTiles {
    private PlainTiles() {}

    /** Two rows, four k: a [2, 4] with rows {@code aRow} and k {@code aStep} apart. */
    static void rows2(
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float[] c0,
            float[] c1,
            int from,
            int to) {
        float a00 = a[aFrom];
        float a01 = a[aFrom + aStep];
        float a02 = a[aFrom + 2 * aStep];
        float a03 = a[aFrom + 3 * aStep];
        float a10 = a[aFrom + aRow];
        float a11 = a[aFrom + aRow + aStep];
        float a12 = a[aFrom + aRow + 2 * aStep];
        float a13 = a[aFrom + aRow + 3 * aStep];
        for (int j = from; j < to; j++) {
            c0[j] = Math.fma(a03, b3[j], Math.fma(a02, b2[j], Math.fma(a01, b1[j], Math.fma(a00, b0[j], c0[j]))));
            c1[j] = Math.fma(a13, b3[j], Math.fma(a12, b2[j], Math.fma(a11, b1[j], Math.fma(a10, b0[j], c1[j]))));
        }
    }

    /** One row, four k: a [4], {@code aStep} apart. */
    static void row1(
            float[] a,
            int aFrom,
            int aStep,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float[] c,
            int from,
            int to) {
        float a0 = a[aFrom];
        float a1 = a[aFrom + aStep];
        float a2 = a[aFrom + 2 * aStep];
        float a3 = a[aFrom + 3 * aStep];
        for (int j = from; j < to; j++) {
            c[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
        }
    }

    /** One row, one k. */
    static void single(float a, float[] b, float[] c, int from, int to) {
        for (int j = from; j < to; j++) {
            c[j] = Math.fma(a, b[j], c[j]);
        }
    }
}
