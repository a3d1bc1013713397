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

    /** {@code ln 2 / 2}, in one part: 5e-10 of an exponent is lost, too little for tanh, whose exponents are small. */
    public static final float HALF_LN2 = LN2 / 2;

    /** {@code ln 2} cut to 15 bits, so that its product with an exponent is exact. */
    public static final float LN2_HIGH = 0x1.62e4p-1f;

    /** What {@link #LN2_HIGH} leaves of {@code ln 2}. */
    public static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** {@code 1.5 * 2^23}: added and taken away again it rounds to the nearest integer, which stands in the low bits between. */
    public static final float ROUND = 12582912f;

    /** The bits of {@link #ROUND}. */
    public static final int ROUND_BITS = 0x4b40_0000;

    /** Rounds as {@link #ROUND} does and adds the exponent's bias of 127: the low bits shifted by 23 are {@code 2^n}. */
    public static final float ROUND_BIASED = ROUND + 127f;

    /** Adds twice the bias, for an exponent that is applied in two halves. */
    public static final float ROUND_TWICE_BIASED = ROUND + 254f;

    /** Adds the bias and 64: the low bits shifted by 23 are {@code 2^(n + 64)}, to be taken back by {@link #LOWERED}. */
    public static final float ROUND_RAISED = ROUND + 191f;

    /** {@code 2^-64}. */
    public static final float LOWERED = 0x1p-64f;

    /** Where the exponential is infinite for sure. */
    public static final float EXP_HIGHEST = 89f;

    /** Where the exponential is zero for sure. */
    public static final float EXP_LOWEST = -104f;

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
     * {@code expm1(2 r) / 2 = r + r^2 (TANH_2 + TANH_3 r + ... + TANH_7 r^5)}: the polynomial of {@link #EXP_2}, of twice its
     * argument.
     */
    public static final float TANH_2 = 2 * EXP_2;

    /** See {@link #TANH_2}. */
    public static final float TANH_3 = 4 * EXP_3;

    /** See {@link #TANH_2}. */
    public static final float TANH_4 = 8 * EXP_4;

    /** See {@link #TANH_2}. */
    public static final float TANH_5 = 16 * EXP_5;

    /** See {@link #TANH_2}. */
    public static final float TANH_6 = 32 * EXP_6;

    /** See {@link #TANH_2}. */
    public static final float TANH_7 = 64 * EXP_7;

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
