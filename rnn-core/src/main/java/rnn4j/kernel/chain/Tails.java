package rnn4j.kernel.chain;

import rnn4j.kernel.Pool;

/**
 * Run what is left at the ends of rows, less than a vector each, in arrays of its own that have slack.
 *
 * <p>The ends of many rows fill whole vectors there. Masked loads and stores instead would need a second loop: on measured
 * processors their stores cost more than this copying, and C1 gives up on a method of half the length, so that it stays
 * slow for seconds.
 */
final class Tails {
    /** Floats of each array. */
    private static final int SPACE = 256;

    private final Buffers buffers;
    private final ChainBody body;
    private final int lanes;
    private final Pool<Space> spaces;

    Tails(Buffers buffers, ChainBody body, int lanes) {
        this.buffers = buffers;
        this.body = body;
        this.lanes = lanes;
        spaces = new Pool<>(() -> new Space());
    }

    /** Compute {@code tail} units from {@code unit} on of each row to {@code endRow}. */
    void run(float[][] arrays, int[] from, int[] rowStep, int row, int endRow, int unit, int tail) {
        if (tail == 0) {
            return;
        }
        int step = buffers.anySpread() ? lanes : tail;
        int atOnce = Math.max(1, SPACE / step);
        Space space = spaces.take();
        for (int r = row; r < endRow; r += atOnce) {
            space.run(arrays, from, rowStep, r, Math.min(atOnce, endRow - r), unit, tail);
        }
        space.forget();
        spaces.give(space);
    }

    /** Room for the ends of some rows: one after the other, or a vector for each where a number is spread over a row. */
    private final class Space {
        private final float[][] room = new float[buffers.count()][];
        private final float[][] arrays = new float[buffers.count()][];
        private final int[] from = new int[buffers.count()];
        private final int[] rowStep = new int[buffers.count()];

        Space() {
            for (int i = 0; i < room.length; i++) {
                room[i] = new float[buffers.wide(i) ? Math.max(SPACE, lanes) : 0];
            }
            forget();
        }

        /** Hold on to no array of the caller. */
        private void forget() {
            System.arraycopy(room, 0, arrays, 0, room.length);
        }

        private void run(float[][] outer, int[] outerFrom, int[] outerStep, int row, int rows, int unit, int tail) {
            int step = buffers.anySpread() ? lanes : tail;
            for (int i = 0; i < room.length; i++) {
                int start = outerFrom[i] + row * outerStep[i];
                if (!buffers.wide(i)) {
                    arrays[i] = outer[i];
                    from[i] = start;
                    rowStep[i] = outerStep[i];
                    continue;
                }
                rowStep[i] = step;
                if (buffers.loaded(i)) {
                    RowCopy.copy(outer[i], start + unit, outerStep[i], room[i], 0, step, rows, tail);
                }
            }
            if (buffers.anySpread()) {
                body.run(arrays, from, rowStep, 0, rows, 0, lanes);
            } else {
                body.run(arrays, from, rowStep, 0, 1, 0, (rows * tail + lanes - 1) / lanes * lanes);
            }
            for (int i = 0; i < room.length; i++) {
                if (buffers.stored(i)) {
                    int start = outerFrom[i] + row * outerStep[i];
                    RowCopy.copy(room[i], 0, step, outer[i], start + unit, outerStep[i], rows, tail);
                }
            }
        }
    }
}
