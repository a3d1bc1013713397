package rnn4j.kernel.chain;

import rnn4j.kernel.Kernels;
import rnn4j.kernel.Warmth;

/**
 * Run a chain by a class generated for it: whole vectors, then what is left at the ends of rows.
 *
 * <p>The loop is left to passes with the same bits until it is compiled: of plain kernels, which are fast at once, and of
 * those on vectors if it never is. A long call of a loop that is not compiled yet would make C2 compile it in the middle, on
 * the stack, which is worse code; so it is tried in short pieces.
 */
final class CompiledChain implements ChainRun {
    private final Buffers buffers;
    private final PassChain plain;
    private final PassChain vectors;
    private final ChainBody body;
    private final int lanes;
    private final Warmth warmth;
    private final Tails tails;
    private final boolean tailsByPasses;

    CompiledChain(Chain chain, int lanes) {
        buffers = new Buffers(chain);
        plain = new PassChain(chain, Kernels.plain().elements());
        vectors = new PassChain(chain, Kernels.elements());
        this.lanes = lanes;
        body = BodyWriter.body(chain, lanes);
        warmth = new Warmth(Chains.cost(chain));
        tails = new Tails(buffers, body, lanes);
        tailsByPasses = buffers.mixed();
    }

    /** Whether this runs compiled code. */
    boolean hot() {
        return warmth.hot();
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
        if (!warmth.hot()) {
            if (end > 0) {
                warm(arrays, from, rowStep, rows, end, width);
            } else {
                warmNarrow(arrays, from, rowStep, rows, width);
            }
            return;
        }
        if (end > 0) {
            body.run(arrays, from, rowStep, 0, rows, 0, end);
        }
        if (end < width && tailsByPasses) {
            plain.run(arrays, from, rowStep, 0, rows, end, width);
        } else if (end < width) {
            tails.run(arrays, from, rowStep, 0, rows, end, width - end);
        }
    }

    /** Try pieces of the loop for a while, units to {@code end}, and leave what remains to passes. */
    private void warm(float[][] arrays, int[] from, int[] rowStep, int rows, int end, int width) {
        long left = warmth.allowance();
        int row = 0;
        int unit = 0;
        while (row < rows && left > 0) {
            int units = warmth.piece() * lanes;
            // a row that was begun is finished first: the next ones begin at their start
            int endRow = unit > 0 ? row + 1 : Math.min(rows, row + Math.max(1, units / end));
            int endUnit = Math.min(end, unit + units);
            long start = System.nanoTime();
            body.run(arrays, from, rowStep, row, endRow, unit, endUnit);
            long nanos = System.nanoTime() - start;
            warmth.tried(nanos, (endRow - row) * ((endUnit - unit) / lanes));
            left -= nanos;
            unit = endUnit == end ? 0 : endUnit;
            row = endUnit == end ? endRow : row;
        }
        int begun = unit > 0 ? 1 : 0;
        PassChain passes = warmth.hopeless() ? vectors : plain;
        passes.run(arrays, from, rowStep, 0, row, end, width);
        passes.run(arrays, from, rowStep, row, row + begun, unit, width);
        passes.run(arrays, from, rowStep, row + begun, rows, 0, width);
    }

    /** Try ends of rows that are no more than that. */
    private void warmNarrow(float[][] arrays, int[] from, int[] rowStep, int rows, int width) {
        long left = tailsByPasses ? 0 : warmth.allowance();
        int row = 0;
        while (row < rows && left > 0) {
            int vectors = warmth.piece();
            int endRow = Math.min(rows, row + vectors * (buffers.anySpread() ? 1 : lanes / width));
            long start = System.nanoTime();
            tails.run(arrays, from, rowStep, row, endRow, 0, width);
            long nanos = System.nanoTime() - start;
            warmth.tried(nanos, vectors);
            left -= nanos;
            row = endRow;
        }
        (warmth.hopeless() ? vectors : plain).run(arrays, from, rowStep, row, rows, 0, width);
    }
}
