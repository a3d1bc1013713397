package rnn4j.kernel.chain;

import java.util.Objects;

/** What a chain does with each of its buffers, to check their ranges and to find out which lie dense. */
final class Buffers {
    private final boolean[] wide;
    private final boolean[] spread;
    private final boolean[] stored;
    private final boolean[] loaded;
    private final boolean anySpread;

    Buffers(Chain chain) {
        wide = new boolean[chain.buffers()];
        spread = new boolean[chain.buffers()];
        stored = new boolean[chain.buffers()];
        loaded = new boolean[chain.buffers()];
        for (Chain.Term term : chain.terms()) {
            if (term instanceof Chain.Load load) {
                (load.spread() ? spread : wide)[load.buffer()] = true;
                loaded[load.buffer()] |= !load.spread();
            }
        }
        for (Chain.Store store : chain.stores()) {
            wide[store.buffer()] = true;
            stored[store.buffer()] = true;
        }
        boolean found = false;
        for (boolean one : spread) {
            found |= one;
        }
        anySpread = found;
    }

    int count() {
        return wide.length;
    }

    /** Whether whole rows of a buffer are loaded or stored. */
    boolean wide(int i) {
        return wide[i];
    }

    /** Whether whole rows of a buffer are loaded. */
    boolean loaded(int i) {
        return loaded[i];
    }

    /** Whether a buffer is stored. */
    boolean stored(int i) {
        return stored[i];
    }

    /** Whether a load stands for a whole row. */
    boolean anySpread() {
        return anySpread;
    }

    /** Whether a buffer gives both whole rows and numbers that stand for a row. */
    boolean mixed() {
        for (int i = 0; i < wide.length; i++) {
            if (wide[i] && spread[i]) {
                return true;
            }
        }
        return false;
    }

    /** Check all ranges before anything is written. */
    void check(float[][] arrays, int[] from, int[] rowStep, int rows, int width) {
        for (int i = 0; i < wide.length; i++) {
            long last = (rows - 1L) * rowStep[i];
            long low = from[i] + (last < 0 ? last : 0);
            long high = from[i] + (last < 0 ? 0 : last) + (wide[i] ? width : 1);
            if ((wide[i] || spread[i]) && (low < 0 || high > arrays[i].length)) {
                Objects.checkFromToIndex(low, high, (long) arrays[i].length);
            }
            if (stored[i] && rows > 1 && Math.abs((long) rowStep[i]) < width) {
                throw new IllegalArgumentException("chain: buffer " + i + " is stored with row step " + rowStep[i]
                        + ", so its rows of " + width + " overlap; give each row a place of its own");
            }
        }
    }

    /** Whether all rows together are one long row in every buffer. */
    boolean dense(int[] rowStep, int width) {
        if (anySpread) {
            return false;
        }
        for (int i = 0; i < wide.length; i++) {
            if (wide[i] && rowStep[i] != width) {
                return false;
            }
        }
        return true;
    }
}
