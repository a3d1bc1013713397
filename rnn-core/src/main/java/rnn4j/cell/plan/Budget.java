package rnn4j.cell.plan;

/** How long a chain may become before it is cut, by the length of the code generated for it. */
final class Budget {

    /** Bytes of code that C2 compiles well and soon. */
    static final int OF_A_CHAIN = 2_500;

    private static final int FUNCTION = 265;
    private static final int SIMPLE = 30;

    private Budget() {}

    /** Returns about how many bytes of code a value takes. */
    static int cost(Value value) {
        return Functions.dear(value) ? FUNCTION : SIMPLE;
    }
}
