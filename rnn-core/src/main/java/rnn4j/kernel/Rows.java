package rnn4j.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * Go through rows, blocks and columns in the one order that gives the promised bits; the loops inside are plain or vector
 * ones.
 */
final class Rows implements RowKernels {
    private final RowLoops loops;
    private final Pool<Scratch> scratches = new Pool<>(Scratch::new);

    /** Room for a block of exponentials, or for the sums of a block of rows. */
    private static final class Scratch {
        private float[] values = new float[Kernels.BLOCK];

        private float[] values(int n) {
            if (values.length < n) {
                values = new float[n];
            }
            return values;
        }
    }

    Rows(RowLoops loops) {
        this.loops = loops;
    }

    @Override
    public void sum(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows);
        for (int row = 0; row < rows; row++) {
            y[yFrom + row] = sum(x, xFrom + row * n, n);
        }
    }

    private float sum(float[] x, int from, int n) {
        if (n <= Kernels.BLOCK) {
            return loops.blockSum(x, from, n);
        }
        int left = leftOf(n);
        return sum(x, from, left) + sum(x, from + left, n - left);
    }

    /** The left part of a pair: the largest power of two of blocks that leaves something for the right part. */
    private static int leftOf(int n) {
        return Kernels.BLOCK * Integer.highestOneBit((n - 1) / Kernels.BLOCK);
    }

    @Override
    public void max(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows);
        for (int row = 0; row < rows; row++) {
            y[yFrom + row] = loops.max(x, xFrom + row * n, n);
        }
    }

    @Override
    public void softmax(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows, n);
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * n;
            int to = yFrom + row * n;
            float largest = loops.max(x, from, n);
            if (Float.isInfinite(largest)) {
                InfiniteRows.softmax(x, from, n, largest, y, to);
            } else {
                loops.exponentials(x, from, n, largest, y, to);
                loops.divide(y, to, n, sum(y, to, n));
            }
        }
    }

    @Override
    public void logSoftmax(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows, n);
        Scratch scratch = scratches.take();
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * n;
            int to = yFrom + row * n;
            float largest = loops.max(x, from, n);
            if (Float.isInfinite(largest)) {
                InfiniteRows.logSoftmax(x, from, n, largest, y, to);
            } else {
                float sum = sumOfExponentials(x, from, n, largest, scratch.values);
                loops.subtract(x, from, n, largest, Scalars.log(sum), y, to);
            }
        }
        scratches.give(scratch);
    }

    @Override
    public void logSoftmaxAt(float[] x, int xFrom, int rows, int n, int[] at, int atFrom, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows);
        Objects.checkFromIndexSize(atFrom, rows, at.length);
        Scratch scratch = scratches.take();
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * n;
            int place = Objects.checkIndex(at[atFrom + row], n);
            float largest = loops.max(x, from, n);
            if (Float.isInfinite(largest)) {
                float[] whole = scratch.values(n);
                InfiniteRows.logSoftmax(x, from, n, largest, whole, 0);
                y[yFrom + row] = whole[place];
            } else {
                float sum = sumOfExponentials(x, from, n, largest, scratch.values);
                y[yFrom + row] = x[from + place] - largest - Scalars.log(sum);
            }
        }
        scratches.give(scratch);
    }

    @Override
    public void logSoftmaxSlope(
            float[] x, int xFrom, int rows, int n, int[] at, int atFrom, float[] g, int gFrom, float[] y, int yFrom) {
        Ranges.check(g, gFrom, rows);
        Objects.checkFromIndexSize(atFrom, rows, at.length);
        for (int row = 0; row < rows; row++) {
            int to = yFrom + row * n;
            int place = to + Objects.checkIndex(at[atFrom + row], n);
            softmax(x, xFrom + row * n, 1, n, y, to);
            y[place] -= 1f;
            scale(y, to, n, -g[gFrom + row]);
        }
    }

    private static void scale(float[] y, int from, int n, float factor) {
        for (int i = from; i < from + n; i++) {
            y[i] *= factor;
        }
    }

    @Override
    public void logSumExp(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows);
        Scratch scratch = scratches.take();
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * n;
            float largest = loops.max(x, from, n);
            y[yFrom + row] = Float.isInfinite(largest)
                    ? largest
                    : largest + Scalars.log(sumOfExponentials(x, from, n, largest, scratch.values));
        }
        scratches.give(scratch);
    }

    /** The sum of {@code exp(x - largest)}, block by block through a scratch, so that x stays as it is. */
    private float sumOfExponentials(float[] x, int from, int n, float largest, float[] scratch) {
        if (n <= Kernels.BLOCK) {
            loops.exponentials(x, from, n, largest, scratch, 0);
            return loops.blockSum(scratch, 0, n);
        }
        int left = leftOf(n);
        return sumOfExponentials(x, from, left, largest, scratch)
                + sumOfExponentials(x, from + left, n - left, largest, scratch);
    }

    @Override
    public void columnSum(float[] x, int xFrom, int n, int inner, float[] y, int yFrom) {
        Ranges.check(x, xFrom, n, inner);
        Ranges.check(y, yFrom, inner);
        Arrays.fill(y, yFrom, yFrom + inner, 0f);
        loops.addRows(x, xFrom, Math.min(n, Kernels.BLOCK), inner, y, yFrom);
        if (n <= Kernels.BLOCK) {
            return;
        }
        Scratch scratch = scratches.take();
        float[] sums = scratch.values(inner);
        for (int row = Kernels.BLOCK; row < n; row += Kernels.BLOCK) {
            Arrays.fill(sums, 0, inner, 0f);
            loops.addRows(x, xFrom + row * inner, Math.min(n - row, Kernels.BLOCK), inner, sums, 0);
            loops.addRows(sums, 0, 1, inner, y, yFrom);
        }
        scratches.give(scratch);
    }

    @Override
    public void columnMax(float[] x, int xFrom, int n, int inner, float[] y, int yFrom) {
        Ranges.check(x, xFrom, n, inner);
        Ranges.check(y, yFrom, inner);
        Arrays.fill(y, yFrom, yFrom + inner, Float.NEGATIVE_INFINITY);
        loops.maxRows(x, xFrom, n, inner, y, yFrom);
    }

    @Override
    public void transpose(float[] x, int xFrom, int rows, int columns, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, columns);
        Ranges.check(y, yFrom, rows, columns);
        loops.transpose(x, xFrom, rows, columns, y, yFrom);
    }

    @Override
    public float maxAbs(float[] x, int from, int n) {
        Ranges.check(x, from, n);
        return loops.maxAbs(x, from, n);
    }

    @Override
    public double sumOfSquares(float[] x, int from, int n) {
        Ranges.check(x, from, n);
        return squares(x, from, n);
    }

    private double squares(float[] x, int from, int n) {
        if (n <= Kernels.BLOCK) {
            return loops.blockSumOfSquares(x, from, n);
        }
        int left = leftOf(n);
        return squares(x, from, left) + squares(x, from + left, n - left);
    }

    @Override
    public double sumOfSquares(float[] x, RowSet rows) {
        Ranges.check(x, 0, rows.elements());
        return squares(x, 0, rows.elements(), rows);
    }

    /** What holds zeros only adds +0, which changes no sum of squares. */
    private double squares(float[] x, int from, int n, RowSet rows) {
        if (rows.next(from) >= from + n) {
            return 0;
        }
        if (n <= Kernels.BLOCK) {
            return loops.blockSumOfSquares(x, from, n);
        }
        int left = leftOf(n);
        return squares(x, from, left, rows) + squares(x, from + left, n - left, rows);
    }

    @Override
    public boolean allFinite(float[] x, int from, int n) {
        Ranges.check(x, from, n);
        return loops.largestBits(x, from, n) < Constants.INFINITY_BITS;
    }
}
