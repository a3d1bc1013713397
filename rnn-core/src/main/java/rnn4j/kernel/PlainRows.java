package rnn4j.kernel;

import java.util.Arrays;

/** Reduce and normalise rows and columns in plain Java. */
final class PlainRows implements RowKernels {
    @Override
    public void sum(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows);
        for (int row = 0; row < rows; row++) {
            y[yFrom + row] = sum(x, xFrom + row * n, n);
        }
    }

    /** The sum of [n] from {@code from}: blocks joined in pairs, the left part the largest power of two of blocks. */
    static float sum(float[] x, int from, int n) {
        if (n <= Kernels.BLOCK) {
            return blockSum(x, from, n);
        }
        int left = Kernels.BLOCK * Integer.highestOneBit((n - 1) / Kernels.BLOCK);
        return sum(x, from, left) + sum(x, from + left, n - left);
    }

    private static float blockSum(float[] x, int from, int n) {
        float s0 = 0f, s1 = 0f, s2 = 0f, s3 = 0f, s4 = 0f, s5 = 0f, s6 = 0f, s7 = 0f;
        float s8 = 0f, s9 = 0f, s10 = 0f, s11 = 0f, s12 = 0f, s13 = 0f, s14 = 0f, s15 = 0f;
        int end = from + n;
        int i = from;
        for (; i <= end - 16; i += 16) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
            s8 += x[i + 8];
            s9 += x[i + 9];
            s10 += x[i + 10];
            s11 += x[i + 11];
            s12 += x[i + 12];
            s13 += x[i + 13];
            s14 += x[i + 14];
            s15 += x[i + 15];
        }
        int rest = end - i;
        s0 += rest > 0 ? x[i] : 0f;
        s1 += rest > 1 ? x[i + 1] : 0f;
        s2 += rest > 2 ? x[i + 2] : 0f;
        s3 += rest > 3 ? x[i + 3] : 0f;
        s4 += rest > 4 ? x[i + 4] : 0f;
        s5 += rest > 5 ? x[i + 5] : 0f;
        s6 += rest > 6 ? x[i + 6] : 0f;
        s7 += rest > 7 ? x[i + 7] : 0f;
        s8 += rest > 8 ? x[i + 8] : 0f;
        s9 += rest > 9 ? x[i + 9] : 0f;
        s10 += rest > 10 ? x[i + 10] : 0f;
        s11 += rest > 11 ? x[i + 11] : 0f;
        s12 += rest > 12 ? x[i + 12] : 0f;
        s13 += rest > 13 ? x[i + 13] : 0f;
        s14 += rest > 14 ? x[i + 14] : 0f;
        float even = ((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14));
        float odd = ((s1 + s9) + (s5 + s13)) + ((s3 + s11) + (s7 + s15));
        return even + odd;
    }

    @Override
    public void max(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows);
        for (int row = 0; row < rows; row++) {
            y[yFrom + row] = max(x, xFrom + row * n, n);
        }
    }

    static float max(float[] x, int from, int n) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + n; i++) {
            largest = Math.max(largest, x[i]);
        }
        return largest;
    }

    @Override
    public void softmax(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows, n);
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * n;
            int to = yFrom + row * n;
            float largest = max(x, from, n);
            if (Float.isInfinite(largest)) {
                InfiniteRows.softmax(x, from, n, largest, y, to);
                continue;
            }
            exponentials(x, from, n, largest, y, to);
            float sum = sum(y, to, n);
            for (int i = 0; i < n; i++) {
                y[to + i] = y[to + i] / sum;
            }
        }
    }

    @Override
    public void logSoftmax(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows, n);
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * n;
            int to = yFrom + row * n;
            float largest = max(x, from, n);
            if (Float.isInfinite(largest)) {
                InfiniteRows.logSoftmax(x, from, n, largest, y, to);
                continue;
            }
            exponentials(x, from, n, largest, y, to);
            float logSum = Scalars.log(sum(y, to, n));
            for (int i = 0; i < n; i++) {
                y[to + i] = (x[from + i] - largest) - logSum;
            }
        }
    }

    @Override
    public void logSumExp(float[] x, int xFrom, int rows, int n, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, n);
        Ranges.check(y, yFrom, rows);
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * n;
            float largest = max(x, from, n);
            y[yFrom + row] =
                    Float.isInfinite(largest) ? largest : largest + Scalars.log(sumOfExponentials(x, from, n, largest));
        }
    }

    private static void exponentials(float[] x, int from, int n, float largest, float[] y, int to) {
        for (int i = 0; i < n; i++) {
            y[to + i] = Scalars.expOfNegative(x[from + i] - largest);
        }
    }

    private static float sumOfExponentials(float[] x, int from, int n, float largest) {
        float[] y = new float[n];
        exponentials(x, from, n, largest, y, 0);
        return sum(y, 0, n);
    }

    @Override
    public void columnSum(float[] x, int xFrom, int n, int inner, float[] y, int yFrom) {
        Ranges.check(x, xFrom, n, inner);
        Ranges.check(y, yFrom, inner);
        Arrays.fill(y, yFrom, yFrom + inner, 0f);
        for (int j = 0; j < inner; j++) {
            for (int block = 0; block < n; block += Kernels.BLOCK) {
                float s = 0f;
                int end = Math.min(n, block + Kernels.BLOCK);
                for (int i = block; i < end; i++) {
                    s += x[xFrom + i * inner + j];
                }
                y[yFrom + j] = block == 0 ? s : y[yFrom + j] + s;
            }
        }
    }

    @Override
    public void columnMax(float[] x, int xFrom, int n, int inner, float[] y, int yFrom) {
        Ranges.check(x, xFrom, n, inner);
        Ranges.check(y, yFrom, inner);
        Arrays.fill(y, yFrom, yFrom + inner, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            int row = xFrom + i * inner;
            for (int j = 0; j < inner; j++) {
                y[yFrom + j] = Math.max(y[yFrom + j], x[row + j]);
            }
        }
    }

    @Override
    public void transpose(float[] x, int xFrom, int rows, int columns, float[] y, int yFrom) {
        Ranges.check(x, xFrom, rows, columns);
        Ranges.check(y, yFrom, rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                y[yFrom + j * rows + i] = x[xFrom + i * columns + j];
            }
        }
    }

    @Override
    public float maxAbs(float[] x, int from, int n) {
        Ranges.check(x, from, n);
        float largest = 0f;
        for (int i = from; i < from + n; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        return largest;
    }

    @Override
    public double sumOfSquares(float[] x, int from, int n) {
        Ranges.check(x, from, n);
        return squares(x, from, n);
    }

    private static double squares(float[] x, int from, int n) {
        if (n > Kernels.BLOCK) {
            int left = Kernels.BLOCK * Integer.highestOneBit((n - 1) / Kernels.BLOCK);
            return squares(x, from, left) + squares(x, from + left, n - left);
        }
        double[] lanes = new double[16];
        for (int i = 0; i < n; i++) {
            double value = x[from + i];
            lanes[i & 15] += value * value;
        }
        for (int half = 8; half > 0; half >>= 1) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }

    @Override
    public boolean allFinite(float[] x, int from, int n) {
        Ranges.check(x, from, n);
        int largest = 0;
        for (int i = from; i < from + n; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(x[i]) & 0x7fff_ffff);
        }
        return largest < 0x7f80_0000;
    }
}
