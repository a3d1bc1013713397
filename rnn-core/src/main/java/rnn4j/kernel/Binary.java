package rnn4j.kernel;

/** Name the functions of two values. A comparison gives 1 or 0; one with a value that is not a number gives 0. */
public enum Binary {
    /** {@code a + b}. */
    ADD,
    /** {@code a - b}. */
    SUB,
    /** {@code a * b}. */
    MUL,
    /** {@code a / b}. */
    DIV,
    /** The smaller one as {@link Math#min(float, float)} tells it: {@code -0} below {@code 0}, not a number wins. */
    MIN,
    /** The larger one as {@link Math#max(float, float)} tells it: {@code 0} above {@code -0}, not a number wins. */
    MAX,
    /** What is left of {@code a} after whole steps of {@code b}, with the sign of {@code b}: -1 and 3 give 2. */
    FLOOR_MOD,
    /** 1 where {@code a > b}, else 0. */
    GREATER,
    /** 1 where {@code a >= b}, else 0. */
    GREATER_EQUAL,
    /** 1 where {@code a == b} ({@code 0} equals {@code -0}), else 0. */
    EQUAL
}
