package rnn4j.kernel;

/**
 * Hold a matrix [rows, columns] for the vector kernels: [block of k][panel of columns][k][column], zeros at the end.
 *
 * <p>It begins at a line of the cache, as all {@linkplain LineRoom rooms} do.
 */
final class PackedPanels implements PackedMatrix {
    final float[] values;

    /** Where the matrix begins in them. */
    final int from;

    private final int rows;
    private final int columns;

    private PackedPanels(int rows, int columns, LineRoom room) {
        this.rows = rows;
        this.columns = columns;
        this.values = room.values();
        this.from = room.from();
    }

    /** Make room for a matrix [rows, columns], its last panel filled up. */
    static PackedPanels of(int rows, int columns) {
        return new PackedPanels(rows, columns, LineRoom.of(Math.multiplyExact(rows, VectorPacking.padded(columns))));
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }
}
