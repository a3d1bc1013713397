package rnn4j.kernel;

import java.util.Objects;

/** Check ranges before a kernel touches anything. */
final class Ranges {
    private Ranges() {}

    /** Check [n] from {@code from}. */
    static void check(float[] array, int from, int n) {
        Objects.checkFromIndexSize(from, n, array.length);
    }

    /** Check [rows, n] from {@code from}. */
    static void check(float[] array, int from, int rows, int n) {
        Objects.checkFromIndexSize((long) from, Math.multiplyFull(rows, n), array.length);
        Objects.checkIndex(0L, Math.min(rows, n) + 1L);
    }

    /** Check [rows, n] from {@code from}, with rows a step apart. */
    static void check(float[] array, int from, int rows, int n, int step) {
        if (step < n) {
            throw new IllegalArgumentException("kernel: rows of " + n + " lie " + step + " apart; they overlap");
        }
        long last = rows == 0 ? 0 : Math.multiplyFull(rows - 1, step) + n;
        Objects.checkFromIndexSize((long) from, last, array.length);
        Objects.checkIndex(0L, Math.min(rows, n) + 1L);
    }

    /** Check [n] from {@code from}, or the one element there if the stride is 0. */
    static void check(float[] array, int from, int stride, int n, String name) {
        if (stride != 0 && stride != 1) {
            throw new IllegalArgumentException("kernel: stride of " + name + " is " + stride + "; it can be 0 or 1");
        }
        Objects.checkFromIndexSize(from, stride == 0 ? Math.min(n, 1) : n, array.length);
    }
}
