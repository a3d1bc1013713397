package rnn4j.kernel;

import java.util.SplittableRandom;

/** Arrays of floats to try kernels on, and their bits. */
public final class Floats {
    /** Sizes around the lanes and tiles of every vector width. */
    static final int[] SIZES = {1, 3, 7, 16, 17, 31, 33, 64, 65};

    /** Values that are handled apart somewhere. */
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.intBitsToFloat(0x7f80_0001),
        Float.intBitsToFloat(0xffff_ffff),
        88.8f,
        -88.8f,
        -103.9f,
        3.5f,
        -3.5f,
        2f
    };

    private Floats() {}

    /** Values between -1 and 1. */
    public static float[] uniform(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** Values between -30 and 30, every third one special. */
    public static float[] mixed(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            boolean special = random.nextInt(3) == 0;
            values[i] = special ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextDouble(-30, 30);
        }
        return values;
    }

    /** The bits, where all that is not a number counts as one value. */
    public static int[] bits(float... values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}
