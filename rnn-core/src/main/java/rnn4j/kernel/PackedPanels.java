package rnn4j.kernel;

/**
 * Hold a matrix [rows, columns] for the vector kernels: [block of k][panel of columns][k][column], zeros at the end.
 *
 * <p>A vector that lies across two lines of the cache is read at half the speed. Where an array lies is the JVM's affair, but
 * its usual collector lays a large one at the start of a region, behind a header of 16 bytes, and leaves it there. So small
 * matrices share a large array, and each begins where a line does; the array lives as long as one of them, or as it is the
 * one to be filled next.
 */
final class PackedPanels implements PackedMatrix {
    /** Floats of a line, and of the header. */
    private static final int LINE = 16;

    private static final int HEADER = 4;

    /** Where a line begins in a large array. */
    static final int FIRST = LINE - HEADER;

    /** Floats of an array that is shared: 4 MiB, large enough wherever the heap has less than some 20 GiB. */
    private static final int SHARED = 1 << 20;

    /** A matrix from so many floats on has an array of its own: it is large enough itself, and would leave much unused. */
    private static final int OWN = SHARED / 2;

    private static float[] shared = {};
    private static int used;

    final float[] values;

    /** Where the matrix begins in them. */
    final int from;

    private final int rows;
    private final int columns;

    private PackedPanels(int rows, int columns, float[] values, int from) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.from = from;
    }

    /** Make room for a matrix [rows, columns], its last panel filled up. */
    static PackedPanels of(int rows, int columns) {
        int size = Math.multiplyExact(rows, VectorPacking.padded(columns));
        return size < OWN
                ? sharing(rows, columns, size)
                : new PackedPanels(rows, columns, new float[Math.addExact(FIRST, size)], FIRST);
    }

    private static synchronized PackedPanels sharing(int rows, int columns, int size) {
        if (used + size > shared.length) {
            shared = new float[SHARED];
            used = FIRST;
        }
        PackedPanels panels = new PackedPanels(rows, columns, shared, used);
        used += (size + LINE - 1) / LINE * LINE;
        return panels;
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
