package rnn4j.kernel.chain;

/** Copy rows between arrays where they lie in other steps. */
final class RowCopy {
    /** From this width on a row is worth a call to copy it. */
    private static final int WORTH_A_CALL = 16;

    private RowCopy() {}

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
                copyFew(source, from, target, to, width);
            }
        }
    }

    /** Copy less than 16, without a loop, whose start alone would cost as much. */
    private static void copyFew(float[] source, int from, float[] target, int to, int width) {
        int s = from;
        int t = to;
        if ((width & 8) != 0) {
            copyFour(source, s, target, t);
            copyFour(source, s + 4, target, t + 4);
            s += 8;
            t += 8;
        }
        if ((width & 4) != 0) {
            copyFour(source, s, target, t);
            s += 4;
            t += 4;
        }
        if ((width & 2) != 0) {
            target[t] = source[s];
            target[t + 1] = source[s + 1];
            s += 2;
            t += 2;
        }
        if ((width & 1) != 0) {
            target[t] = source[s];
        }
    }

    private static void copyFour(float[] source, int s, float[] target, int t) {
        target[t] = source[s];
        target[t + 1] = source[s + 1];
        target[t + 2] = source[s + 2];
        target[t + 3] = source[s + 3];
    }
}
