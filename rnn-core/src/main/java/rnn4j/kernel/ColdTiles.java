package rnn4j.kernel;

/**
 * The tiles of {@link VectorTiles} and {@link VectorThinTiles} in plain Java, with the same bits: what runs until C2 has
 * compiled those. Vectors that are not compiled take a hundred times as long as these loops.
 */
final class ColdTiles {
    private static final int PANEL = VectorPacking.PANEL;

    /** What tiles are tried on. */
    private static final float[] NUMBERS = new float[1024];

    private static final float[] RESULTS = new float[VectorPacking.TALL * PANEL];

    static final TileWarmth PACKED = new TileWarmth((depth, added) -> {
        if (VectorPacking.ROWS == 8) {
            VectorTiles.packed8(NUMBERS, 0, NUMBERS, 0, depth, RESULTS, 0, PANEL, 7, added);
        } else {
            VectorTiles.packed4(NUMBERS, 0, NUMBERS, 0, depth, RESULTS, 0, PANEL, 3, added);
        }
    });
    static final TileWarmth TALL = new TileWarmth(
            (depth, added) -> VectorTallTiles.packed12(NUMBERS, 0, NUMBERS, 0, depth, RESULTS, 0, PANEL));
    static final TileWarmth TALL_ADDED = new TileWarmth(
            (depth, added) -> VectorTallTiles.packed12Added(NUMBERS, 0, NUMBERS, 0, depth, RESULTS, 0, PANEL));
    static final TileWarmth ROWS_8 = new TileWarmth(
            (depth, added) -> VectorTiles.rows8(NUMBERS, 0, depth, NUMBERS, 0, depth, RESULTS, 0, PANEL, 7, added));
    static final TileWarmth ROWS_4 = new TileWarmth(
            (depth, added) -> VectorTiles.rows4(NUMBERS, 0, depth, NUMBERS, 0, depth, RESULTS, 0, PANEL, 3, added));
    static final TileWarmth ROW_1 = new TileWarmth(
            (depth, added) -> VectorThinTiles.row1(NUMBERS, 0, NUMBERS, 0, 0, depth, RESULTS, 0, 3, added));
    static final TileWarmth ROWS_2 = new TileWarmth((depth, added) ->
            VectorThinTiles.rows2(NUMBERS, 0, depth, NUMBERS, 0, 0, depth, RESULTS, 0, 2 * PANEL, 1, added));

    private ColdTiles() {}

    /**
     * Multiply some rows with one panel.
     *
     * @param a from {@code aFrom}, its rows {@code aRow} apart and its columns {@code aStep}
     * @param b {@code [k][PANEL]}
     */
    static void multiply(
            int rows,
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int k,
            float[] c,
            int cFrom,
            int cRow,
            boolean accumulate) {
        float[] sums = new float[PANEL];
        for (int row = 0; row < rows; row++) {
            chains(a, aFrom + row * aRow, aStep, b, bFrom, k, sums);
            int to = cFrom + row * cRow;
            for (int j = 0; j < PANEL; j++) {
                c[to + j] = accumulate ? c[to + j] + sums[j] : sums[j];
                sums[j] = 0f;
            }
        }
    }

    private static void chains(float[] a, int aFrom, int aStep, float[] b, int bFrom, int k, float[] sums) {
        for (int i = 0; i < k; i++) {
            float x = a[aFrom + i * aStep];
            for (int j = 0; j < PANEL; j++) {
                sums[j] = Math.fma(x, b[bFrom + i * PANEL + j], sums[j]);
            }
        }
    }
}
