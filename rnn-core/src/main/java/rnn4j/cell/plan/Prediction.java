package rnn4j.cell.plan;

/**
 * What a run will need, known before it begins.
 *
 * @param bytes of all buffers and of the states between pieces
 * @param pieces in which the sequence is kept
 */
record Prediction(long bytes, int pieces) {

    static Prediction of(Plan plan, RowOrder order, long budget) {
        Memory memory = new Memory(plan);
        long states = memory.perState() * order.batch();
        Segments segments = memory.segments(order, budget);
        long between = memory.keepsStates() ? (segments.count() - 1) * states : 0;
        long bytes = segments.rows() * memory.perRow() + order.batch() * memory.perBatchRow() + between;
        return new Prediction(bytes, segments.count());
    }
}
