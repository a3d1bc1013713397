package rnn4j.kernel;

/**
 * Floats in ascending order, by their numbers from 0 to 2^32: NaNs of one sign, minus infinity, the negative ones, both zeros,
 * the positive ones, infinity, NaNs of the other sign.
 *
 * @param from the number of the first
 * @param to the number behind the last
 * @param step from one to the next
 */
record FloatRange(long from, long to, long step) {

    private static final long HALF = 1L << 31;

    static final FloatRange ALL = new FloatRange(0, 2 * HALF, 1);

    /** Returns the floats about one of them. */
    static FloatRange about(float x, long neighbours) {
        long middle = number(x);
        return new FloatRange(Math.max(0, middle - neighbours), Math.min(2 * HALF, middle + neighbours), 1);
    }

    /** Returns the number of a float. */
    static long number(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits >= 0 ? HALF + bits : ~bits & 0xffff_ffffL;
    }

    /** Returns the float of a number. */
    static float at(long number) {
        return Float.intBitsToFloat(number >= HALF ? (int) (number - HALF) : (int) ~number);
    }

    /** Returns how many there are. */
    long count() {
        return (to - from + step - 1) / step;
    }

    /** Returns a half of these, the first or the second. */
    FloatRange half(boolean second) {
        long middle = from + count() / 2 * step;
        return second ? new FloatRange(middle, to, step) : new FloatRange(from, middle, step);
    }

    /** Puts floats into an array, from one of them on; returns how many. */
    int fill(long first, float... x) {
        int n = (int) Math.min(x.length, count() - first);
        long start = from + first * step;
        if (step == 1 && (start >= HALF || start + n <= HALF)) {
            neighbours(start, n, x);
            return n;
        }
        for (int i = 0; i < n; i++) {
            x[i] = at(start + i * step);
        }
        return n;
    }

    /** All of one sign: their bits are whole numbers one after the other, which is a loop that the JIT makes fast. */
    private static void neighbours(long start, int n, float... x) {
        int first = start >= HALF ? (int) (start - HALF) : (int) ~start;
        int each = start >= HALF ? 1 : -1;
        for (int i = 0; i < n; i++) {
            x[i] = Float.intBitsToFloat(first + each * i);
        }
    }
}
