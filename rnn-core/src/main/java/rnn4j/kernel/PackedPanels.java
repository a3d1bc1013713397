package rnn4j.kernel;

/** Hold a matrix [rows, columns] for the vector kernels: [block of k][panel of columns][k][column], zeros at the end. */
final class PackedPanels implements PackedMatrix {
    final float[] values;
    private final int rows;
    private final int columns;

    PackedPanels(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
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
