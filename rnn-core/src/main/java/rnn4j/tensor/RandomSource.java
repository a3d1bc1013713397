package rnn4j.tensor;

/**
 * Random numbers by address: a number depends on the seed, the purpose and the address only, never on how many were drawn
 * before, in which thread, or where in a batch.
 *
 * <p>The generator is Philox 4x32 with 10 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
 */
public final class RandomSource {

    private static final int MULTIPLIER_A = 0xD2511F53;
    private static final int MULTIPLIER_B = 0xCD9E8D57;
    private static final int WEYL_A = 0x9E3779B9;
    private static final int WEYL_B = 0xBB67AE85;
    private static final int ROUNDS = 10;

    private final long key;

    private RandomSource(long key) {
        this.key = key;
    }

    /** Returns the source of a seed for one purpose, such as {@code "init"}; purposes do not overlap. */
    public static RandomSource of(long seed, String purpose) {
        RandomSource source = new RandomSource(seed);
        for (int i = 0; i < purpose.length(); i++) {
            source = source.at(purpose.charAt(i));
        }
        return source.at(purpose.length());
    }

    /** Returns the source below this one at an address, such as step, layer, sample number and time. */
    public RandomSource at(long... address) {
        long below = key;
        for (int i = 0; i < address.length; i++) {
            // a high counter of its own keeps addresses apart from the numbers drawn at a source
            below = block(below, address[i], ~(long) i).low();
        }
        return new RandomSource(below);
    }

    /** Returns 64 random bits. */
    public long bits(long counter) {
        return block(key, counter, 0).low();
    }

    /** Returns a number in [0, 1), a multiple of 2^-24. */
    public float uniform(long counter) {
        return (bits(counter) >>> 40) * 0x1p-24f;
    }

    /** Returns a number of the standard normal distribution, by Box and Muller. */
    public float normal(long counter) {
        Block block = block(key, counter, 1);
        double radius = ((block.low() >>> 11) + 1) * 0x1p-53;
        double angle = (block.high() >>> 11) * 0x1p-53;
        return (float) (StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * StrictMath.PI * angle));
    }

    /** 128 random bits. */
    record Block(long low, long high) {}

    /** Returns the block of a key and a 128-bit counter. */
    static Block block(long key, long counterLow, long counterHigh) {
        int c0 = (int) counterLow;
        int c1 = (int) (counterLow >>> 32);
        int c2 = (int) counterHigh;
        int c3 = (int) (counterHigh >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long a = (MULTIPLIER_A & 0xFFFFFFFFL) * (c0 & 0xFFFFFFFFL);
            long b = (MULTIPLIER_B & 0xFFFFFFFFL) * (c2 & 0xFFFFFFFFL);
            c0 = (int) (b >>> 32) ^ c1 ^ k0;
            c1 = (int) b;
            c2 = (int) (a >>> 32) ^ c3 ^ k1;
            c3 = (int) a;
            k0 += WEYL_A;
            k1 += WEYL_B;
        }
        return new Block(word(c0, c1), word(c2, c3));
    }

    private static long word(int low, int high) {
        return (low & 0xFFFFFFFFL) | ((long) high << 32);
    }
}
