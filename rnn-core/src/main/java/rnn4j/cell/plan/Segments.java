package rnn4j.cell.plan;

/**
 * The pieces of a sequence whose kept values are in memory at the same time. With more than one, the states between them are
 * kept and the steps of a piece are run again before its way back; the bits stay. Chen et al. 2016, "Training deep nets with
 * sublinear memory cost".
 */
final class Segments {

    private final RowOrder order;
    private final int[] blocks;
    private final int[] cuts;

    private Segments(RowOrder order, int[] blocks, int[] cuts) {
        this.order = order;
        this.blocks = blocks;
        this.cuts = cuts;
    }

    /**
     * Divides as little as the memory allows; where no division is small enough, as needs least.
     *
     * @param perRow bytes that are kept for each real step
     * @param perCut bytes of the states between two pieces
     * @param budget bytes
     */
    static Segments of(RowOrder order, long perRow, long perCut, long budget) {
        int[] blocks = order.blocks();
        Segments best = whole(order, blocks, blocks.length - 1);
        for (int length = blocks.length - 1; length > 0 && best.bytes(perRow, perCut) > budget; length--) {
            Segments shorter = whole(order, blocks, length);
            if (shorter.bytes(perRow, perCut) < best.bytes(perRow, perCut)) {
                best = shorter;
            }
        }
        return best;
    }

    /** Divides into pieces of some blocks each, counted from the end. */
    private static Segments whole(RowOrder order, int[] blocks, int length) {
        int last = blocks.length - 1;
        int pieces = Math.max(1, (last + length - 1) / length);
        int[] cuts = new int[pieces + 1];
        for (int piece = pieces; piece > 0; piece--) {
            cuts[piece] = blocks[Math.max(0, last - (pieces - piece) * length)];
        }
        return new Segments(order, blocks, cuts);
    }

    /** Returns how many there are. */
    int count() {
        return cuts.length - 1;
    }

    /** Returns which step, in the order of the visit, a piece begins with. */
    int from(int piece) {
        return cuts[piece];
    }

    /** Returns which step follows a piece. */
    int to(int piece) {
        return cuts[piece + 1];
    }

    /** Returns the most rows that a piece has. */
    int rows() {
        int most = 0;
        for (int piece = 0; piece < count(); piece++) {
            most = Math.max(most, rows(piece));
        }
        return most;
    }

    private int rows(int piece) {
        return order.endRow(from(piece), to(piece)) - order.firstRow(from(piece), to(piece));
    }

    /** Returns the beginnings of the blocks of rows that are summed together, and the end. */
    int[] blocks() {
        return blocks;
    }

    private long bytes(long perRow, long perCut) {
        return rows() * perRow + (count() - 1) * perCut;
    }
}
