package rnn4j.cell.plan;

/**
 * Where the numbers of a value lie: some of each row of a buffer.
 *
 * @param offset the first one in a row
 * @param width how many
 */
record Spot(Buffer buffer, int offset, int width) {

    /** Returns a part of this. */
    Spot part(int from, int count) {
        return new Spot(buffer, offset + from, count);
    }

    /** Returns whether rows follow each other without gaps. */
    boolean dense() {
        return offset == 0 && width == buffer.width();
    }

    @Override
    public String toString() {
        String name = buffer.kind().name().toLowerCase(java.util.Locale.ROOT) + buffer.number();
        return dense() ? name : name + "[" + offset + ".." + (offset + width) + ")";
    }
}
