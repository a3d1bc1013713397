package rnn4j.kernel;

/**
 * Hold a matrix [rows, columns] for the plain kernels: panels of columns, and one array for each row of a panel.
 *
 * <p>C2 vectorises a plain loop over several arrays only if it uses the same index in all of them, hence the many small
 * arrays.
 */
final class PackedRows implements PackedMatrix {
    /** Columns of a panel. */
    static final int PANEL = 512;

    private final int rows;
    private final int columns;
    private final float[][] lines;

    PackedRows(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        int panels = (columns + PANEL - 1) / PANEL;
        lines = new float[Math.multiplyExact(panels, rows)][];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new float[Math.min(PANEL, columns - i / rows * PANEL)];
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** The arrays of all panels, those of one panel side by side. */
    float[][] lines() {
        return lines;
    }
}
