package rnn4j.kernel;

/**
 * The functions of single values, written out in the operations that every implementation follows one by one.
 *
 * <p>Nothing here is left to the JVM's own {@code exp} or {@code log}, whose bits differ between interpreted and compiled
 * code. The constants and their meaning stand in {@link Constants}.
 */
final class Scalars {
    private Scalars() {}

    /** {@code 2^n (1 + p)} with {@code n} the nearest integer to {@code x / ln 2}, scaled in two halves so that it may be denormal. */
    static float exp(float x) {
        float bounded = x > Constants.EXP_HIGHEST ? Constants.EXP_HIGHEST : x;
        bounded = bounded < Constants.EXP_LOWEST ? Constants.EXP_LOWEST : bounded;
        float shifted = Math.fma(bounded, Constants.LOG2_E, Constants.ROUND_TWICE_BIASED);
        float n = shifted - Constants.ROUND_TWICE_BIASED;
        float r = Math.fma(n, -Constants.LN2_HIGH, bounded);
        r = Math.fma(n, -Constants.LN2_LOW, r);
        int bits = Float.floatToRawIntBits(shifted);
        int half = bits >> 1;
        float scale = Float.intBitsToFloat(half << 23);
        return Math.fma(expm1OfRemainder(r), scale, scale) * Float.intBitsToFloat((bits - half) << 23);
    }

    /** {@code e^x} for {@code x} up to 40; the same bits as {@link #exp} while they are normal, with one step less. */
    static float expUpTo40(float x) {
        float bounded = x < Constants.EXP_LOWEST ? Constants.EXP_LOWEST : x;
        float shifted = Math.fma(bounded, Constants.LOG2_E, Constants.ROUND_RAISED);
        float n = shifted - Constants.ROUND_RAISED;
        float r = Math.fma(n, -Constants.LN2_HIGH, bounded);
        r = Math.fma(n, -Constants.LN2_LOW, r);
        float scale = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23) * Constants.LOWERED;
        return Math.fma(expm1OfRemainder(r), scale, scale);
    }

    /**
     * The upper part by pairs of powers (Estrin's scheme), for fewer operations then wait for one another; the last two steps,
     * whose rounding counts, as in Horner's.
     */
    private static float expm1OfRemainder(float r) {
        float square = r * r;
        float q3 = Math.fma(r, Constants.EXP_4, Constants.EXP_3);
        float q5 = Math.fma(r, Constants.EXP_6, Constants.EXP_5);
        float q = Math.fma(Math.fma(square, Constants.EXP_7, q5), square, q3);
        return Math.fma(Math.fma(q, r, Constants.EXP_2), square, r);
    }

    /**
     * {@code c / (c + c e^-x)} for either sign, where {@code c e^-x = c 2^n (1 - u)} is added in one operation that rounds once.
     * Within an exponent every step rises or falls all the way, so the quotient never falls; across them, all floats were tried.
     */
    static float sigmoid(float x) {
        float bounded = x > Constants.SIGMOID_HIGHEST ? Constants.SIGMOID_HIGHEST : x;
        bounded = bounded < Constants.EXP_LOWEST ? Constants.EXP_LOWEST : bounded;
        float shifted = Math.fma(bounded, -Constants.LOG2_E, Constants.ROUND_SMALL);
        float n = shifted - Constants.ROUND_SMALL;
        float r = Math.fma(n, Constants.LN2_HIGH, bounded);
        r = Math.fma(n, Constants.LN2_LOW, r);
        float square = r * r;
        float q3 = Math.fma(r, Constants.SIGMOID_4, Constants.SIGMOID_3);
        float q5 = Math.fma(r, Constants.SIGMOID_6, Constants.SIGMOID_5);
        float q = Math.fma(q5, square, q3);
        float u = Math.fma(Math.fma(q, r, Constants.SIGMOID_2), square, r);
        int bits = Float.floatToRawIntBits(shifted) << 23;
        float minusScale = Float.intBitsToFloat(bits | Constants.MINUS_SEVEN_QUARTERS);
        return Constants.SIGMOID_SCALE / Math.fma(minusScale, u, Constants.SIGMOID_SCALE - minusScale);
    }

    /**
     * {@code 1 - 2 / (1 + e^2|x|)} with the sign of {@code x} from {@link Constants#TANH_LARGE} on, and an odd polynomial below, where
     * that difference would cancel: neither ever falls, as the quotient of two rounded numbers would.
     */
    static float tanh(float x) {
        float sign = Float.intBitsToFloat((Float.floatToRawIntBits(x) & 0x8000_0000) | Constants.ONE_BITS);
        float magnitude = Math.abs(x);
        float large = tanhOfLarge(magnitude);
        return (magnitude < Constants.TANH_LARGE ? tanhOfSmall(magnitude) : large) * sign;
    }

    private static float tanhOfLarge(float magnitude) {
        float bounded = magnitude > Constants.TANH_HIGHEST ? Constants.TANH_HIGHEST : magnitude;
        float shifted = Math.fma(bounded, Constants.TWICE_LOG2_E, Constants.ROUND_DOUBLED);
        float n = shifted - Constants.ROUND_DOUBLED;
        float r = Math.fma(n, -Constants.HALF_LN2, bounded);
        float square = r * r;
        float q3 = Math.fma(r, Constants.TANH_4, Constants.TANH_3);
        float q5 = Math.fma(r, Constants.TANH_6, Constants.TANH_5);
        float q = Math.fma(q5, square, q3);
        float halfExpm1 = Math.fma(Math.fma(q, r, Constants.TANH_2), square, r);
        float scale = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
        return 1f - 2f / Math.fma(scale, halfExpm1, Math.fma(scale, 0.5f, 1f));
    }

    private static float tanhOfSmall(float magnitude) {
        float square = magnitude * magnitude;
        float p = Math.fma(square, Constants.TANH_SMALL_6, Constants.TANH_SMALL_4);
        p = Math.fma(p, square, Constants.TANH_SMALL_2);
        p = Math.fma(p, square, Constants.TANH_SMALL_0);
        return Math.fma(p * square, magnitude, magnitude);
    }

    /** {@code k ln 2 + ln(1 + m)} with {@code x = 2^k (1 + m)} and {@code 1 + m} in [2/3, 4/3). */
    static float log(float x) {
        boolean denormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(denormal ? x * 0x1p23f : x);
        int exponent = (bits - Constants.TWO_THIRDS_BITS) & 0xff80_0000;
        float m = Float.intBitsToFloat(bits - exponent) - 1f;
        float k = Float.intBitsToFloat((exponent >> 23) + Constants.ROUND_BITS)
                - (denormal ? Constants.ROUND + 23f : Constants.ROUND);
        float result = logOfScaled(m, k);
        result = x < Float.POSITIVE_INFINITY ? result : x;
        result = x < 0f ? Float.NaN : result;
        return x == 0f ? Float.NEGATIVE_INFINITY : result;
    }

    /** {@code ln(1 + x)}: k is that of the rounded {@code 1 + x}, m is computed from x itself and so loses nothing. */
    static float log1p(float x) {
        float result = log1pOfOrdinary(x);
        result = x < Float.POSITIVE_INFINITY ? result : x;
        result = x < -1f ? Float.NaN : result;
        result = x == -1f ? Float.NEGATIVE_INFINITY : result;
        return x == 0f ? x : result;
    }

    private static float log1pOfOrdinary(float x) {
        int exponent = (Float.floatToRawIntBits(1f + x) - Constants.TWO_THIRDS_BITS) & 0xff80_0000;
        float scaled = Float.intBitsToFloat(Float.floatToRawIntBits(x) - exponent);
        float fourfold = Float.intBitsToFloat(Constants.FOUR_BITS - exponent);
        float m = scaled + Math.fma(0.25f, fourfold, -1f);
        float k = Float.intBitsToFloat((exponent >> 23) + Constants.ROUND_BITS) - Constants.ROUND;
        return logOfScaled(m, k);
    }

    private static float logOfScaled(float m, float k) {
        float q = Constants.LOG_10;
        q = Math.fma(q, m, Constants.LOG_9);
        q = Math.fma(q, m, Constants.LOG_8);
        q = Math.fma(q, m, Constants.LOG_7);
        q = Math.fma(q, m, Constants.LOG_6);
        q = Math.fma(q, m, Constants.LOG_5);
        q = Math.fma(q, m, Constants.LOG_4);
        q = Math.fma(q, m, Constants.LOG_3);
        q = Math.fma(q, m, Constants.LOG_2);
        return Math.fma(k, Constants.LN2, Math.fma(q, m * m, m));
    }

    /** {@code log1p(exp(x))}, as both never fall; above {@link Constants#SOFTPLUS_HIGHEST} {@code x} itself. */
    static float softplus(float x) {
        float log = log1pOfOrdinary(expUpTo40(x));
        return x <= Constants.SOFTPLUS_HIGHEST ? log : x;
    }

    static float relu(float x) {
        return x < 0f ? 0f : x;
    }

    /** The sine of {@code x} in radians; of {@code -0} itself. */
    static float sin(float x) {
        return x == 0f ? x : sineAhead(x, 0);
    }

    /** The cosine of {@code x} in radians: the sine a quarter turn ahead. */
    static float cos(float x) {
        return sineAhead(x, 1);
    }

    /**
     * The sine of {@code x} plus some quarter turns, in double precision: whole quarters are taken off, and a Taylor series
     * gives the sine or cosine of the rest. Past 2^30, where the quarters would need more digits, {@link StrictMath} does it.
     */
    private static float sineAhead(double x, int ahead) {
        double magnitude = Math.abs(x);
        if (!(magnitude < Constants.QUARTERS_EXACT_TO)) {
            return (float) (ahead == 0 ? StrictMath.sin(x) : StrictMath.cos(x));
        }
        double quarters = Math.rint(x * Constants.QUARTERS);
        double r = Math.fma(-quarters, Constants.QUARTER_TURN, x);
        r = magnitude < 0.5 ? x : Math.fma(-quarters, Constants.QUARTER_TURN_LOW, r);
        int quadrant = ((int) quarters + ahead) & 3;
        double sine = (quadrant & 1) == 0 ? sineOfRest(r) : cosineOfRest(r);
        return (float) (quadrant < 2 ? sine : -sine);
    }

    /** {@code r - r^3/3! + ... - r^15/15!}, to 1e-16 of it up to an eighth of a turn. */
    private static double sineOfRest(double r) {
        double square = r * r;
        double sum = -1.0 / 1_307_674_368_000L;
        sum = Math.fma(sum, square, 1.0 / 6_227_020_800L);
        sum = Math.fma(sum, square, -1.0 / 39_916_800);
        sum = Math.fma(sum, square, 1.0 / 362_880);
        sum = Math.fma(sum, square, -1.0 / 5040);
        sum = Math.fma(sum, square, 1.0 / 120);
        sum = Math.fma(sum, square, -1.0 / 6);
        return Math.fma(sum * square, r, r);
    }

    /** {@code 1 - r^2/2! + ... + r^16/16!}, to 1e-17 up to an eighth of a turn. */
    private static double cosineOfRest(double r) {
        double square = r * r;
        double sum = 1.0 / 20_922_789_888_000L;
        sum = Math.fma(sum, square, -1.0 / 87_178_291_200L);
        sum = Math.fma(sum, square, 1.0 / 479_001_600);
        sum = Math.fma(sum, square, -1.0 / 3_628_800);
        sum = Math.fma(sum, square, 1.0 / 40_320);
        sum = Math.fma(sum, square, -1.0 / 720);
        sum = Math.fma(sum, square, 1.0 / 24);
        sum = Math.fma(sum, square, -0.5);
        return Math.fma(sum, square, 1.0);
    }

    /** The remainder of {@code %} is exact; it is moved by one step of {@code b} where its sign is the other one. */
    static float floorMod(float a, float b) {
        float remainder = a % b;
        return remainder != 0f && remainder < 0f != b < 0f ? remainder + b : remainder;
    }
}
