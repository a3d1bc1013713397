package rnn4j.kernel.chain;

/**
 * Run a chain by a class generated for it: whole vectors, then one masked vector for what is left of a row.
 *
 * <p>Each of the two loops is left to passes with the same bits until it is compiled. A long call of a loop that is not
 * compiled yet would make C2 compile it in the middle, on the stack, which is worse code; so it is tried in short pieces.
 */
final class CompiledChain implements ChainRun {
    /** Vectors of a piece: enough for the loop to be a loop, few enough to count as many calls. */
    private static final int PIECE = 8;

    private final Buffers buffers;
    private final PassChain passes;
    private final ChainBody body;
    private final int lanes;
    private final Warmth whole;
    private final Warmth rest;

    CompiledChain(Chain chain, PassChain passes, int lanes) {
        buffers = new Buffers(chain);
        this.passes = passes;
        this.lanes = lanes;
        body = BodyWriter.body(chain, lanes);
        whole = new Warmth(Chains.cost(chain));
        rest = new Warmth(Chains.cost(chain));
    }

    /** Whether rows of this width run in compiled code. */
    boolean hot(int width) {
        return (width < lanes || whole.hot()) && (width % lanes == 0 || rest.hot());
    }

    /** The loops themselves, compiled or not. */
    ChainBody body() {
        return body;
    }

    @Override
    public void run(float[][] arrays, int[] from, int[] rowStep, int rows, int width) {
        if (rows == 0 || width == 0) {
            return;
        }
        buffers.check(arrays, from, rowStep, rows, width);
        if (buffers.dense(rowStep, width)) {
            columns(arrays, from, rowStep, 1, rows * width);
        } else {
            columns(arrays, from, rowStep, rows, width);
        }
    }

    private void columns(float[][] arrays, int[] from, int[] rowStep, int rows, int width) {
        int end = width - width % lanes;
        if (end > 0) {
            if (whole.hot()) {
                body.whole(arrays, from, rowStep, 0, rows, 0, end);
            } else {
                warm(whole, arrays, from, rowStep, rows, 0, end);
            }
        }
        if (end < width) {
            if (rest.hot()) {
                body.rest(arrays, from, rowStep, 0, rows, end, width);
            } else {
                warm(rest, arrays, from, rowStep, rows, end, width);
            }
        }
    }

    /** Try pieces of a loop for a while, and leave what remains to passes. */
    private void warm(
            Warmth warmth, float[][] arrays, int[] from, int[] rowStep, int rows, int firstUnit, int endUnit) {
        int perRow = (endUnit - firstUnit + lanes - 1) / lanes;
        int atOnce = Math.max(1, PIECE / perRow);
        long left = warmth.allowance();
        int row = 0;
        int unit = firstUnit;
        while (row < rows && left > 0) {
            int endRow = Math.min(rows, row + atOnce);
            int end = Math.min(endUnit, unit + PIECE * lanes);
            long start = System.nanoTime();
            if (warmth == whole) {
                body.whole(arrays, from, rowStep, row, endRow, unit, end);
            } else {
                body.rest(arrays, from, rowStep, row, endRow, unit, end);
            }
            long nanos = System.nanoTime() - start;
            warmth.tried(nanos, (endRow - row) * ((end - unit + lanes - 1) / lanes));
            left -= nanos;
            unit = end == endUnit ? firstUnit : end;
            row = end == endUnit ? endRow : row;
        }
        if (row < rows) {
            int begun = unit > firstUnit ? 1 : 0;
            passes.run(arrays, from, rowStep, row, row + begun, unit, endUnit);
            passes.run(arrays, from, rowStep, row + begun, rows, firstUnit, endUnit);
        }
    }
}
