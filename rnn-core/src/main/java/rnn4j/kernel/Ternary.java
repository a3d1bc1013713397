package rnn4j.kernel;

/** Name the functions of three values. */
public enum Ternary {
    /** {@code a * b + c}, rounded once. */
    MUL_ADD,
    /** {@code b} where {@code a} is not zero, else {@code c}; nothing of the other one reaches the result. */
    SELECT
}
