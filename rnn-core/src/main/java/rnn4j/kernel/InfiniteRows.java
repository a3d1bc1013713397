package rnn4j.kernel;

/** Handle the rows whose largest value is infinite, as {@link RowKernels} tells. */
final class InfiniteRows {
    private InfiniteRows() {}

    static void softmax(float[] x, int from, int n, float largest, float[] y, int to) {
        float share = largest > 0f ? 1f / count(x, from, n) : 0f;
        for (int i = 0; i < n; i++) {
            y[to + i] = x[from + i] == Float.POSITIVE_INFINITY ? share : 0f;
        }
    }

    static void logSoftmax(float[] x, int from, int n, float largest, float[] y, int to) {
        float share = largest > 0f ? 0f - Scalars.log(count(x, from, n)) : Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            y[to + i] = x[from + i] == Float.POSITIVE_INFINITY ? share : Float.NEGATIVE_INFINITY;
        }
    }

    private static int count(float[] x, int from, int n) {
        int count = 0;
        for (int i = from; i < from + n; i++) {
            count += x[i] == Float.POSITIVE_INFINITY ? 1 : 0;
        }
        return count;
    }
}
