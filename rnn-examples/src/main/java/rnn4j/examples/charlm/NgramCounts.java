package rnn4j.examples.charlm;

import java.util.Arrays;

/**
 * How often each n-gram of one order occurs in a text.
 *
 * <p>A gram is a number, its first character in the highest bits, so the grams that share a context (all characters
 * but the last) are neighbours in a sorted array: their range is found by two binary searches, its length is the
 * number of types, and a running sum of counts gives its total.
 */
final class NgramCounts {
    /** [types], ascending. */
    private final long[] grams;

    /** [types + 1], occurrences of all grams before this one. */
    private final int[] before;

    private final int symbolBits;

    private NgramCounts(long[] grams, int[] before, int symbolBits) {
        this.grams = grams;
        this.before = before;
        this.symbolBits = symbolBits;
    }

    /**
     * Count the beginnings of longer grams.
     *
     * @param longer sorted grams, one for each place in the text; the symbol 0 stands for "past the end of the text"
     * @param dropped how many symbols each of them has more than the grams to be counted
     * @param symbolBits the width of one symbol
     */
    static NgramCounts ofBeginnings(long[] longer, int dropped, int symbolBits) {
        int shift = dropped * symbolBits;
        long symbolMask = (1L << symbolBits) - 1;
        long[] grams = new long[1024];
        int[] before = new int[1024];
        int types = 0;
        int seen = 0;
        for (long gram : longer) {
            long key = gram >>> shift;
            if ((key & symbolMask) == 0) {
                continue;
            }
            if (types == 0 || grams[types - 1] != key) {
                if (types == grams.length) {
                    grams = Arrays.copyOf(grams, 2 * types);
                    before = Arrays.copyOf(before, 2 * types);
                }
                grams[types] = key;
                before[types] = seen;
                types++;
            }
            seen++;
        }
        int[] sums = Arrays.copyOf(before, types + 1);
        sums[types] = seen;
        return new NgramCounts(Arrays.copyOf(grams, types), sums, symbolBits);
    }

    /**
     * Give the probability of a symbol after a context: {@code (count + types · lower) / (total + types)}, or
     * {@code lower} when the context was never seen.
     *
     * @param context the symbols before, the latest in the lowest bits
     * @param lower the probability that the next lower order gives
     */
    double probability(long context, int symbol, double lower) {
        int from = firstAtLeast(context << symbolBits, 0, grams.length);
        int to = firstAtLeast((context + 1) << symbolBits, from, grams.length);
        if (from == to) {
            return lower;
        }
        long gram = context << symbolBits | symbol;
        int place = firstAtLeast(gram, from, to);
        int count = place < to && grams[place] == gram ? before[place + 1] - before[place] : 0;
        int types = to - from;
        int total = before[to] - before[from];
        return (count + types * lower) / (total + types);
    }

    private int firstAtLeast(long gram, int from, int to) {
        int place = Arrays.binarySearch(grams, from, to, gram);
        return place < 0 ? -place - 1 : place;
    }
}
