package rnn4j.kernel.chain;

/** Copy rows between arrays where they lie in other steps. */
final class Rows {
    /** From this width on a row is worth a call to copy it. */
    private static final int WORTH_A_CALL = 16;

    private Rows() {}

    /** Copy [rows, width]; the two places may be the same, but may not overlap in another way. */
    static void copy(
            float[] source,
            int sourceAt,
            int sourceStep,
            float[] target,
            int targetAt,
            int targetStep,
            int rows,
            int width) {
        if (sourceStep == width && targetStep == width) {
            System.arraycopy(source, sourceAt, target, targetAt, rows * width);
            return;
        }
        for (int r = 0; r < rows; r++) {
            int from = sourceAt + r * sourceStep;
            int to = targetAt + r * targetStep;
            if (width >= WORTH_A_CALL) {
                System.arraycopy(source, from, target, to, width);
            } else {
                for (int u = 0; u < width; u++) {
                    target[to + u] = source[from + u];
                }
            }
        }
    }
}
