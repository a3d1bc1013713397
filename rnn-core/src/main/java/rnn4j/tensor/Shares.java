package rnn4j.tensor;

import rnn4j.kernel.Workers;

/** Cuts an operation along its results among the threads; what is small stays in one piece. */
final class Shares {

    /** Elements of a piece: long enough to pay for the hand-over, short enough to even out the threads. */
    private static final int PIECE = 1 << 15;

    private Shares() {}

    /** A stretch of an operation's results. */
    @FunctionalInterface
    interface Stretch {
        void compute(int from, int n);
    }

    /** Returns whether all items are left to one thread. */
    static boolean alone(int items, int size) {
        return (long) items * size < 2 * PIECE || Workers.current().threads() == 1;
    }

    /**
     * Computes all items, none of which knows of another.
     *
     * @param items how many there are
     * @param size elements of an item
     */
    static void run(int items, int size, Stretch stretch) {
        if (alone(items, size)) {
            stretch.compute(0, items);
            return;
        }
        int each = Math.max(1, PIECE / Math.max(size, 1));
        int pieces = (items - 1) / each + 1;
        Workers.current().run(pieces, piece -> stretch.compute(piece * each, Math.min(each, items - piece * each)));
    }
}
