package rnn4j.cell;

/** The order in which a driver runs the steps of a sequence; outputs stay at their time in both. */
public enum Direction {
    /** From the first step of each row to its last valid one. */
    FORWARD,

    /** From the last valid step of each row, which is its own and not the padding's, to its first. */
    BACKWARD;

    /** Returns which time is visited as the {@code n}-th, from 0, of {@code time} steps. */
    int at(int n, int time) {
        return this == FORWARD ? n : time - 1 - n;
    }
}
