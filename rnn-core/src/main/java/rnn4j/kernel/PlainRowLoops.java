package rnn4j.kernel;

/** The inner loops of {@link Rows} in plain Java; the 16 lanes of a sum are 16 local variables. */
final class PlainRowLoops implements RowLoops {
    @Override
    public float blockSum(float[] x, int from, int n) {
        float s0 = 0f, s1 = 0f, s2 = 0f, s3 = 0f;
        float s4 = 0f, s5 = 0f, s6 = 0f, s7 = 0f;
        float s8 = 0f, s9 = 0f, s10 = 0f, s11 = 0f;
        float s12 = 0f, s13 = 0f, s14 = 0f, s15 = 0f;
        int end = from + n;
        int i = from;
        for (; i <= end - 16; i += 16) {
            s0 = s0 + x[i];
            s1 = s1 + x[i + 1];
            s2 = s2 + x[i + 2];
            s3 = s3 + x[i + 3];
            s4 = s4 + x[i + 4];
            s5 = s5 + x[i + 5];
            s6 = s6 + x[i + 6];
            s7 = s7 + x[i + 7];
            s8 = s8 + x[i + 8];
            s9 = s9 + x[i + 9];
            s10 = s10 + x[i + 10];
            s11 = s11 + x[i + 11];
            s12 = s12 + x[i + 12];
            s13 = s13 + x[i + 13];
            s14 = s14 + x[i + 14];
            s15 = s15 + x[i + 15];
        }
        int rest = end - i;
        s0 = rest > 0 ? s0 + x[i] : s0;
        s1 = rest > 1 ? s1 + x[i + 1] : s1;
        s2 = rest > 2 ? s2 + x[i + 2] : s2;
        s3 = rest > 3 ? s3 + x[i + 3] : s3;
        s4 = rest > 4 ? s4 + x[i + 4] : s4;
        s5 = rest > 5 ? s5 + x[i + 5] : s5;
        s6 = rest > 6 ? s6 + x[i + 6] : s6;
        s7 = rest > 7 ? s7 + x[i + 7] : s7;
        s8 = rest > 8 ? s8 + x[i + 8] : s8;
        s9 = rest > 9 ? s9 + x[i + 9] : s9;
        s10 = rest > 10 ? s10 + x[i + 10] : s10;
        s11 = rest > 11 ? s11 + x[i + 11] : s11;
        s12 = rest > 12 ? s12 + x[i + 12] : s12;
        s13 = rest > 13 ? s13 + x[i + 13] : s13;
        s14 = rest > 14 ? s14 + x[i + 14] : s14;
        float even = ((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14));
        float odd = ((s1 + s9) + (s5 + s13)) + ((s3 + s11) + (s7 + s15));
        return even + odd;
    }

    @Override
    public double blockSumOfSquares(float[] x, int from, int n) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        double s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        double s8 = 0, s9 = 0, s10 = 0, s11 = 0;
        double s12 = 0, s13 = 0, s14 = 0, s15 = 0;
        int end = from + n;
        int i = from;
        for (; i <= end - 16; i += 16) {
            s0 = Math.fma((double) x[i], x[i], s0);
            s1 = Math.fma((double) x[i + 1], x[i + 1], s1);
            s2 = Math.fma((double) x[i + 2], x[i + 2], s2);
            s3 = Math.fma((double) x[i + 3], x[i + 3], s3);
            s4 = Math.fma((double) x[i + 4], x[i + 4], s4);
            s5 = Math.fma((double) x[i + 5], x[i + 5], s5);
            s6 = Math.fma((double) x[i + 6], x[i + 6], s6);
            s7 = Math.fma((double) x[i + 7], x[i + 7], s7);
            s8 = Math.fma((double) x[i + 8], x[i + 8], s8);
            s9 = Math.fma((double) x[i + 9], x[i + 9], s9);
            s10 = Math.fma((double) x[i + 10], x[i + 10], s10);
            s11 = Math.fma((double) x[i + 11], x[i + 11], s11);
            s12 = Math.fma((double) x[i + 12], x[i + 12], s12);
            s13 = Math.fma((double) x[i + 13], x[i + 13], s13);
            s14 = Math.fma((double) x[i + 14], x[i + 14], s14);
            s15 = Math.fma((double) x[i + 15], x[i + 15], s15);
        }
        int rest = end - i;
        s0 = rest > 0 ? Math.fma((double) x[i], x[i], s0) : s0;
        s1 = rest > 1 ? Math.fma((double) x[i + 1], x[i + 1], s1) : s1;
        s2 = rest > 2 ? Math.fma((double) x[i + 2], x[i + 2], s2) : s2;
        s3 = rest > 3 ? Math.fma((double) x[i + 3], x[i + 3], s3) : s3;
        s4 = rest > 4 ? Math.fma((double) x[i + 4], x[i + 4], s4) : s4;
        s5 = rest > 5 ? Math.fma((double) x[i + 5], x[i + 5], s5) : s5;
        s6 = rest > 6 ? Math.fma((double) x[i + 6], x[i + 6], s6) : s6;
        s7 = rest > 7 ? Math.fma((double) x[i + 7], x[i + 7], s7) : s7;
        s8 = rest > 8 ? Math.fma((double) x[i + 8], x[i + 8], s8) : s8;
        s9 = rest > 9 ? Math.fma((double) x[i + 9], x[i + 9], s9) : s9;
        s10 = rest > 10 ? Math.fma((double) x[i + 10], x[i + 10], s10) : s10;
        s11 = rest > 11 ? Math.fma((double) x[i + 11], x[i + 11], s11) : s11;
        s12 = rest > 12 ? Math.fma((double) x[i + 12], x[i + 12], s12) : s12;
        s13 = rest > 13 ? Math.fma((double) x[i + 13], x[i + 13], s13) : s13;
        s14 = rest > 14 ? Math.fma((double) x[i + 14], x[i + 14], s14) : s14;
        double even = ((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14));
        double odd = ((s1 + s9) + (s5 + s13)) + ((s3 + s11) + (s7 + s15));
        return even + odd;
    }

    @Override
    public float max(float[] x, int from, int n) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + n; i++) {
            largest = Math.max(largest, x[i]);
        }
        return largest;
    }

    @Override
    public float maxAbs(float[] x, int from, int n) {
        float largest = 0f;
        for (int i = from; i < from + n; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        return largest;
    }

    @Override
    public void exponentials(float[] x, int from, int n, float largest, float[] y, int to) {
        for (int i = 0; i < n; i++) {
            y[to + i] = Scalars.expUpTo40(x[from + i] - largest);
        }
    }

    @Override
    public void divide(float[] y, int from, int n, float divisor) {
        for (int i = from; i < from + n; i++) {
            y[i] = y[i] / divisor;
        }
    }

    @Override
    public void subtract(float[] x, int from, int n, float first, float second, float[] y, int to) {
        for (int i = 0; i < n; i++) {
            y[to + i] = (x[from + i] - first) - second;
        }
    }

    @Override
    public void addRows(float[] x, int from, int rows, int inner, float[] y, int to) {
        for (int row = 0; row < rows; row++) {
            int start = from + row * inner;
            for (int j = 0; j < inner; j++) {
                y[to + j] += x[start + j];
            }
        }
    }

    @Override
    public void maxRows(float[] x, int from, int rows, int inner, float[] y, int to) {
        for (int row = 0; row < rows; row++) {
            int start = from + row * inner;
            for (int j = 0; j < inner; j++) {
                y[to + j] = Math.max(y[to + j], x[start + j]);
            }
        }
    }

    @Override
    public void transpose(float[] x, int from, int rows, int columns, float[] y, int to) {
        transpose(x, from, 0, rows, 0, columns, rows, columns, y, to);
    }

    /** Turn a part over, in squares of 16 whose lines stay in the first-level cache. */
    static void transpose(
            float[] x,
            int from,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo,
            int rows,
            int columns,
            float[] y,
            int to) {
        for (int row = rowFrom; row < rowTo; row += 16) {
            int rowEnd = Math.min(rowTo, row + 16);
            for (int column = columnFrom; column < columnTo; column += 16) {
                int columnEnd = Math.min(columnTo, column + 16);
                for (int i = row; i < rowEnd; i++) {
                    for (int j = column; j < columnEnd; j++) {
                        y[to + j * rows + i] = x[from + i * columns + j];
                    }
                }
            }
        }
    }

    @Override
    public int largestBits(float[] x, int from, int n) {
        int largest = 0;
        for (int i = from; i < from + n; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(x[i]) & 0x7fff_ffff);
        }
        return largest;
    }
}
