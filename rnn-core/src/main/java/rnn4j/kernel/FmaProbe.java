package rnn4j.kernel;

/**
 * Find out whether a fused multiply-add is an instruction here. Where it is not, {@link Math#fma(float, float, float)}
 * computes in big decimals, hundreds of times slower, and a vector of them boxes every lane.
 */
final class FmaProbe {
    private static final int CALLS = 512;
    private static final int ROUNDS = 40;
    private static final int FEWEST_ROUNDS = 3;

    /** An instruction costs a few times a product and a sum at most, even interpreted; big decimals cost hundreds. */
    private static final int RATIO = 30;

    private FmaProbe() {}

    /**
     * Time fused multiply-adds against products and sums. The quickest round of each counts, since a busy machine only ever
     * makes one slower; without the instruction all rounds together take some tens of milliseconds.
     */
    static boolean fast() {
        long quickestFused = Long.MAX_VALUE;
        long quickestSeparate = Long.MAX_VALUE;
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            float fused = fused(round);
            long middle = System.nanoTime();
            float separate = separate(round);
            long end = System.nanoTime();
            quickestFused = Math.min(quickestFused, middle - start);
            quickestSeparate = Math.min(quickestSeparate, end - middle);
            boolean settled = round >= FEWEST_ROUNDS && fused + separate > 0f;
            if (settled && quickestFused < RATIO * quickestSeparate) {
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
