package rnn4j.kernel;

/** The loop of {@link Masks} in plain Java. */
final class PlainMasks implements MaskLoops {
    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
    private static final int ROUNDS = 13;
    private static final int QUARTER = 0xFFFF;

    @Override
    public void words(int k0, int k1, int step, int numbers, int[] w) {
        for (int number = 0; number < numbers; number++) {
            long words = threefry(k0, k1, number, step);
            int at = 2 * (number & -LANES) + (number & (LANES - 1));
            w[at] = (int) words;
            w[at + LANES] = (int) (words >>> 32);
        }
    }

    @Override
    public void decide(int[] w, int often, float hit, float miss, float[] y, int to, int n) {
        decide(w, often, hit, miss, y, to, 0, n);
    }

    /** Write the decisions of a part of a row. */
    static void decide(int[] w, int often, float hit, float miss, float[] y, int to, int from, int n) {
        for (int place = from; place < n; place++) {
            // of 32 decisions the first 16 are lower halves, the others the upper halves of the same words
            int word = w[(place & -2 * LANES) / 2 + (place & (LANES - 1))];
            int drawn = (place & LANES) == 0 ? word & QUARTER : word >>> 16;
            y[to + place] = drawn < often ? hit : miss;
        }
    }

    /** Return the two words of a counter, the first one in the low half. */
    static long threefry(int k0, int k1, int c0, int c1) {
        int k2 = PARITY ^ k0 ^ k1;
        int x0 = c0 + k0;
        int x1 = c1 + k1;
        for (int round = 0; round < ROUNDS; round++) {
            x0 += x1;
            x1 = Integer.rotateLeft(x1, ROTATIONS[round & 7]) ^ x0;
            switch (round) {
                case 3 -> {
                    x0 += k1;
                    x1 += k2 + 1;
                }
                case 7 -> {
                    x0 += k2;
                    x1 += k0 + 2;
                }
                case 11 -> {
                    x0 += k0;
                    x1 += k1 + 3;
                }
                default -> {}
            }
        }
        return (x0 & 0xFFFFFFFFL) | ((long) x1 << 32);
    }
}
