package rnn4j.kernel;

/**
 * The constants of the functions that the kernels compute themselves.
 *
 * <p>The polynomials are minimax fits by Remez' exchange in 200-bit arithmetic, each coefficient rounded to float from the
 * lowest on and the rest fitted again. They are public so that generated code can follow the same operations.
 */
public final class Constants {
    /** {@code 1 / ln 2}. */
    public static final float LOG2_E = 0x1.715476p0f;

    /** {@code 2 / ln 2}. */
    public static final float TWICE_LOG2_E = 2 * LOG2_E;

    /** {@code ln 2}. */
    public static final float LN2 = 0x1.62e430p-1f;

    /** {@code ln 2 / 2}, in one part: 1e-9 of an exponent is lost, too little for tanh, whose exponents are small. */
    public static final float HALF_LN2 = LN2 / 2;

    /** {@code ln 2} cut to 15 bits, so that its product with an exponent is exact. */
    public static final float LN2_HIGH = 0x1.62e4p-1f;

    /** What {@link #LN2_HIGH} leaves of {@code ln 2}. */
    public static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** {@code 1.5 * 2^23}: added and taken away again it rounds to the nearest integer, which stands in the low bits between. */
    public static final float ROUND = 12582912f;

    /** The bits of {@link #ROUND}. */
    public static final int ROUND_BITS = 0x4b40_0000;

    /** Rounds as {@link #ROUND} does and adds the bias and 1: the low bits shifted by 23 are {@code 2^(n + 1)}. */
    public static final float ROUND_DOUBLED = ROUND + 128f;

    /** Adds the bias less 24: the low bits shifted by 23 are {@code 2^(n - 24)}, finite up to {@code n = 151}. */
    public static final float ROUND_SMALL = ROUND + 103f;

    /** Adds twice the bias, for an exponent that is applied in two halves. */
    public static final float ROUND_TWICE_BIASED = ROUND + 254f;

    /** Adds the bias and 64: the low bits shifted by 23 are {@code 2^(n + 64)}, to be taken back by {@link #LOWERED}. */
    public static final float ROUND_RAISED = ROUND + 191f;

    /** {@code 2^-64}. */
    public static final float LOWERED = 0x1p-64f;

    /**
     * The numerator of the sigmoid, {@code 7/4 2^-24}: the power of two keeps the denominator finite where the sigmoid is denormal.
     * With 1 in place of 7/4 the largest error is 2.44 ulp, where {@code 1 + 2^24} is no float; with 3/2 one value falls.
     */
    public static final float SIGMOID_SCALE = 0x1.cp-24f;

    /** Laid over the bits of {@code 2^n}, they make it {@code -7/4 2^n}. */
    public static final int MINUS_SEVEN_QUARTERS = 0x8060_0000;

    /** Where the exponential is infinite for sure. */
    public static final float EXP_HIGHEST = 89f;

    /** Where the exponential is zero for sure. */
    public static final float EXP_LOWEST = -104f;

    /** Where the sigmoid is 1 for sure. */
    public static final float SIGMOID_HIGHEST = 18f;

    /** Up to here the softplus is computed by {@code exp} and {@code log1p}; above, it is its argument, but for 4e-8. */
    public static final float SOFTPLUS_HIGHEST = 17f;

    /** Where the hyperbolic tangent is just above 1/2: from here on {@code 1 - 2 / (1 + e^2x)} loses nothing, below a polynomial. */
    public static final float TANH_LARGE = 0.55f;

    /** The bits of 1; with the sign bit of a number laid over, they are the factor that gives a magnitude its sign. */
    public static final int ONE_BITS = 0x3f80_0000;

    /** Where the hyperbolic tangent is 1 for sure. */
    public static final float TANH_HIGHEST = 10f;

    /** {@code e^r = 1 + r + r^2 (EXP_2 + EXP_3 r + ... + EXP_7 r^5)} for {@code |r| <= ln 2 / 2}, to 4e-9 of it. */
    public static final float EXP_2 = 0x1.000000p-1f;

    /** See {@link #EXP_2}. */
    public static final float EXP_3 = 0x1.55552ap-3f;

    /** See {@link #EXP_2}. */
    public static final float EXP_4 = 0x1.5554fep-5f;

    /** See {@link #EXP_2}. */
    public static final float EXP_5 = 0x1.11575ap-7f;

    /** See {@link #EXP_2}. */
    public static final float EXP_6 = 0x1.6d34f0p-10f;

    /** See {@link #EXP_2}. */
    public static final float EXP_7 = 0x1.3b659ep-13f;

    /**
     * {@code e^-r = 1 - r - r^2 (SIGMOID_2 + SIGMOID_3 r + ... + SIGMOID_6 r^4)} for {@code |r| <= ln 2 / 2}, to 5e-9 of it; one
     * term less than {@link #EXP_2}, for it is added to 1.
     */
    public static final float SIGMOID_2 = -0x1.000000p-1f;

    /** See {@link #SIGMOID_2}. */
    public static final float SIGMOID_3 = 0x1.555466p-3f;

    /** See {@link #SIGMOID_2}. */
    public static final float SIGMOID_4 = -0x1.5552fep-5f;

    /** See {@link #SIGMOID_2}. */
    public static final float SIGMOID_5 = 0x1.12583cp-7f;

    /** See {@link #SIGMOID_2}. */
    public static final float SIGMOID_6 = -0x1.6ff9f8p-10f;

    /** {@code (e^2r - 1) / 2 = r + r^2 (TANH_2 + ... + TANH_6 r^4)}: the polynomial of {@link #SIGMOID_2}, of {@code -2 r}. */
    public static final float TANH_2 = -2 * SIGMOID_2;

    /** See {@link #TANH_2}. */
    public static final float TANH_3 = 4 * SIGMOID_3;

    /** See {@link #TANH_2}. */
    public static final float TANH_4 = -8 * SIGMOID_4;

    /** See {@link #TANH_2}. */
    public static final float TANH_5 = 16 * SIGMOID_5;

    /** See {@link #TANH_2}. */
    public static final float TANH_6 = -32 * SIGMOID_6;

    /**
     * {@code tanh x = x + x^3 (TANH_SMALL_0 + TANH_SMALL_2 x^2 + ... + TANH_SMALL_6 x^6)} up to {@link #TANH_LARGE}, to 4e-8
     * of it.
     */
    public static final float TANH_SMALL_0 = -0x1.55545ap-2f;

    /** See {@link #TANH_SMALL_0}. */
    public static final float TANH_SMALL_2 = 0x1.10d036p-3f;

    /** See {@link #TANH_SMALL_0}. */
    public static final float TANH_SMALL_4 = -0x1.af98d4p-5f;

    /** See {@link #TANH_SMALL_0}. */
    public static final float TANH_SMALL_6 = 0x1.0dafacp-6f;

    /** {@code ln(1 + m) = m + m^2 (LOG_2 + LOG_3 m + ... + LOG_10 m^8)} for {@code |m| <= 1/3}, to 9e-9 of it. */
    public static final float LOG_2 = -0x1.000000p-1f;

    /** See {@link #LOG_2}. */
    public static final float LOG_3 = 0x1.5554f8p-2f;

    /** See {@link #LOG_2}. */
    public static final float LOG_4 = -0x1.ffff94p-3f;

    /** See {@link #LOG_2}. */
    public static final float LOG_5 = 0x1.99d6bcp-3f;

    /** See {@link #LOG_2}. */
    public static final float LOG_6 = -0x1.557d94p-3f;

    /** See {@link #LOG_2}. */
    public static final float LOG_7 = 0x1.1e67fap-3f;

    /** See {@link #LOG_2}. */
    public static final float LOG_8 = -0x1.f6d306p-4f;

    /** See {@link #LOG_2}. */
    public static final float LOG_9 = 0x1.20936cp-3f;

    /** See {@link #LOG_2}. */
    public static final float LOG_10 = -0x1.fe812cp-4f;

    /** The bits of 2/3: subtracted from those of a number, the exponent that brings it into [2/3, 4/3) is left. */
    public static final int TWO_THIRDS_BITS = 0x3f2a_aaab;

    /** The bits of 4: an exponent subtracted from them gives {@code 4 * 2^-k}, which is normal where {@code 2^-k} is not. */
    public static final int FOUR_BITS = 0x4080_0000;

    /** The bits of infinity; those of what is not a number lie above. */
    public static final int INFINITY_BITS = 0x7f80_0000;

    /** A quarter turn, {@code pi / 2}. */
    static final double QUARTER_TURN = 0x1.921fb54442d18p0;

    /** What {@link #QUARTER_TURN} leaves of {@code pi / 2}. */
    static final double QUARTER_TURN_LOW = 0x1.1a62633145c07p-54;

    /** Quarter turns in a radian, {@code 2 / pi}. */
    static final double QUARTERS = 0x1.45f306dc9c883p-1;

    /** Where {@link #QUARTER_TURN} and its rest no longer give a sine to a float's precision. */
    static final double QUARTERS_EXACT_TO = 0x1p30;

    private Constants() {}
}
