package rnn4j.kernel;

/** Go through steps and rows of decisions; the loops inside are plain or vector ones. */
final class Masks implements MaskKernels {
    private final MaskLoops loops;
    private final Pool<Scratch> scratches = new Pool<>(Scratch::new);

    /** Room for the words of a row. */
    private static final class Scratch {
        private int[] words = new int[512];

        private int[] words(int n) {
            if (words.length < n) {
                words = new int[n];
            }
            return words;
        }
    }

    Masks(MaskLoops loops) {
        this.loops = loops;
    }

    @Override
    public void draw(
            long[] keys, int firstStep, int steps, int often, float hit, float miss, float[] y, int yFrom, int n) {
        if (often < 0 || often > EVER) {
            throw new IllegalArgumentException("draw: " + often + " hits; use 0 to " + EVER);
        }
        Ranges.check(y, yFrom, Math.multiplyExact(steps, keys.length), n);
        int numbers = MaskLoops.LANES * Math.ceilDiv(n, 4 * MaskLoops.LANES);
        Scratch scratch = scratches.take();
        int[] words = scratch.words(2 * numbers);
        int at = yFrom;
        for (int step = firstStep; step < firstStep + steps; step++) {
            for (long key : keys) {
                loops.words((int) key, (int) (key >>> 32), step, numbers, words);
                loops.decide(words, often, hit, miss, y, at, n);
                at += n;
            }
        }
        scratches.give(scratch);
    }
}
