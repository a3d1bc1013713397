package rnn4j.kernel;

/**
 * Name the functions of one value. Errors are in units in the last place (ulp) of the result, over all floats.
 *
 * <p>Not a number gives not a number everywhere. Denormal arguments and results are kept. What rises never falls from one float
 * to the next.
 */
public enum Unary {
    /** {@code -x}, the sign bit turned over. */
    NEG,
    /** {@code 1 - x}. */
    ONE_MINUS,
    /** {@code x * x}. */
    SQUARE,
    /** The square root, correctly rounded; of a negative number not a number, of {@code -0} itself. */
    SQRT,
    /** {@code |x|}, the sign bit cleared. */
    ABS,
    /** {@code e^x}, at most 1 ulp: 0 at minus infinity, infinity above 88.7228. */
    EXP,
    /** The natural logarithm, at most 1 ulp: minus infinity at both zeros, not a number below them. */
    LOG,
    /** {@code ln(1 + x)}, at most 1.6 ulp: itself at both zeros, minus infinity at -1, not a number below it. */
    LOG1P,
    /** {@code 1 / (1 + e^-x)}, at most 1.9 ulp: exactly 0 and 1 at the infinities. */
    SIGMOID,
    /** The hyperbolic tangent, at most 1.4 ulp: exactly -1 and 1 at the infinities, itself at both zeros. */
    TANH,
    /** {@code x} above zero, else zero; of {@code -0} itself. */
    RELU,
    /** {@code ln(1 + e^x)}, at most 1.9 ulp: 0 at minus infinity, infinity at infinity. */
    SOFTPLUS,
    /** The sine of {@code x} in radians, at most 0.51 ulp: computed in double precision, rounded once. */
    SIN,
    /** The cosine of {@code x} in radians, at most 0.51 ulp: computed in double precision, rounded once. */
    COS,
    /** {@code 1 / x}. */
    RECIPROCAL
}
