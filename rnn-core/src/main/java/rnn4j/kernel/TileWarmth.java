package rnn4j.kernel;

/**
 * Follow whether C2 has compiled a tile of a product; until then {@link ColdTiles} stand in.
 *
 * <p>The tile is tried on short columns of no meaning: on real ones, which are long, it would take a second until C1 and C2
 * have counted enough calls.
 */
final class TileWarmth {
    /** Bytes of code for a step of k, about: what a step may take follows from it. */
    private static final int BYTES = 200;
    /** Steps of k for each piece. */
    private static final int DEPTH = 2;

    private final Warmth warmth = new Warmth(BYTES);
    private final Tile tile;
    private boolean ready;

    /** Tried either way: C2 leaves out what it has never seen, and begins anew when it comes. */
    private boolean added;

    /** Multiplies columns of some length that nobody reads, and adds the products to what is there or not. */
    @FunctionalInterface
    interface Tile {
        void multiply(int depth, boolean added);
    }

    TileWarmth(Tile tile) {
        this.tile = tile;
    }

    /**
     * Whether the tile should be used: it is compiled, or waiting longer would not help. While it is not, each question tries
     * it for some milliseconds, until C2 must have been asked; threads that do so at the same time do no harm.
     */
    boolean ready() {
        if (!ready) {
            tryOut();
            ready = warmth.hot() || warmth.hopeless();
        }
        return ready;
    }

    private void tryOut() {
        long left = warmth.allowance();
        while (left > 0 && !warmth.hot()) {
            int pieces = warmth.piece();
            long start = System.nanoTime();
            tile.multiply(pieces * DEPTH, added);
            long nanos = System.nanoTime() - start;
            warmth.tried(nanos, pieces);
            left -= nanos;
            added = !added;
        }
    }
}
