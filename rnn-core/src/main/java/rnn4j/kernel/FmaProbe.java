package rnn4j.kernel;

/**
 * Find out whether a fused multiply-add is an instruction here. Where it is not, {@link Math#fma(float, float, float)}
 * computes in big decimals, hundreds of times slower, and a vector of them boxes every lane.
 */
final class FmaProbe {
    private static final int CALLS = 512;
    private static final int ROUNDS = 40;

    /** An instruction costs a few times a product and a sum at most, even interpreted; big decimals cost hundreds. */
    private static final int RATIO = 30;

    private FmaProbe() {}

    /**
     * Time fused multiply-adds against products and sums. One fast round tells; without the instruction all rounds together
     * take some tens of milliseconds.
     */
    static boolean fast() {
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            float fused = fused(1f + round);
            long middle = System.nanoTime();
            float separate = separate(1f + round);
            long end = System.nanoTime();
            if (middle - start < RATIO * (end - middle) && fused + separate > 0f) {
                return true;
            }
        }
        return false;
    }

    private static float fused(float x) {
        float sum = x;
        for (int i = 0; i < CALLS; i++) {
            sum = Math.fma(sum, 0.999f, 0.001f);
        }
        return sum;
    }

    private static float separate(float x) {
        float sum = x;
        for (int i = 0; i < CALLS; i++) {
            sum = sum * 0.999f + 0.001f;
        }
        return sum;
    }
}
