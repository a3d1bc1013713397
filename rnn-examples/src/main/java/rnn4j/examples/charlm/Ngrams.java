package rnn4j.examples.charlm;

import java.util.Arrays;

/**
 * Character n-gram models of order 1 to some highest order: the honest baseline of a character model.
 *
 * <p>With the counts of the training text, whose contexts run across its lines,
 *
 * <pre>
 * p(c | context) = (count(context c) + types(context) · p(c | shorter context)) / (total(context) + types(context))
 * </pre>
 *
 * where {@code types} is how many different characters followed the context and {@code total} how many in all. Below
 * order 1 stands the uniform distribution over the characters of the training text; a context that was never seen
 * takes the lower order. I. H. Witten, T. C. Bell, The zero-frequency problem, 1991, method C.
 */
public final class Ngrams {
    private static final int KEY_BITS = 63;

    /** By character: 1 up to {@link #characters}, 0 for one that the training text lacks. */
    private final int[] symbols;

    private final int characters;
    private final int symbolBits;
    private final NgramCounts[] counts;

    private Ngrams(int[] symbols, int characters, int symbolBits, NgramCounts[] counts) {
        this.symbols = symbols;
        this.characters = characters;
        this.symbolBits = symbolBits;
        this.counts = counts;
    }

    /**
     * Count the n-grams of a text.
     *
     * @param highest the highest order; 1 counts single characters
     * @throws IllegalArgumentException when the text is empty or grams of that order don't fit in 63 bits
     */
    public static Ngrams of(String training, int highest) {
        if (training.isEmpty() || highest < 1) {
            throw new IllegalArgumentException("Ngrams: %d characters, highest order %d; give at least 1 of each"
                    .formatted(training.length(), highest));
        }
        int[] symbols = new int[Character.MAX_VALUE + 1];
        training.chars().forEach(c -> symbols[c] = 1);
        int characters = 0;
        for (int c = 0; c < symbols.length; c++) {
            if (symbols[c] != 0) {
                symbols[c] = ++characters;
            }
        }
        // One symbol more than characters: a held-out text may hold a character that was never seen.
        int symbolBits = Integer.SIZE - Integer.numberOfLeadingZeros(characters + 1);
        if (highest * symbolBits > KEY_BITS) {
            throw new IllegalArgumentException(
                    "Ngrams: order %d with %d characters needs %d bits, more than %d; give a lower order"
                            .formatted(highest, characters, highest * symbolBits, KEY_BITS));
        }
        long[] grams = sortedGrams(training, symbols, highest, symbolBits);
        NgramCounts[] counts = new NgramCounts[highest];
        for (int order = 1; order <= highest; order++) {
            counts[order - 1] = NgramCounts.ofBeginnings(grams, highest - order, symbolBits);
        }
        return new Ngrams(symbols, characters, symbolBits, counts);
    }

    /** Give the gram that begins at each character, filled up with the symbol 0 behind the end, in ascending order. */
    private static long[] sortedGrams(String text, int[] symbols, int highest, int symbolBits) {
        long[] grams = new long[text.length()];
        long mask = mask(highest * symbolBits);
        long gram = 0;
        for (int end = 0; end < text.length() + highest - 1; end++) {
            int symbol = end < text.length() ? symbols[text.charAt(end)] : 0;
            gram = (gram << symbolBits | symbol) & mask;
            if (end >= highest - 1) {
                grams[end - highest + 1] = gram;
            }
        }
        Arrays.sort(grams);
        return grams;
    }

    /**
     * Score a text by every order in one pass.
     *
     * @return [orders], mean of −log₂ p over the characters of the text; the first characters have shorter contexts
     */
    public double[] bitsPerCharacter(String text) {
        double[] bits = new double[counts.length];
        long contextMask = mask((counts.length - 1) * symbolBits);
        long context = 0;
        for (int i = 0; i < text.length(); i++) {
            int known = symbols[text.charAt(i)];
            int symbol = known == 0 ? characters + 1 : known;
            double p = 1.0 / characters;
            for (int order = 1; order <= counts.length; order++) {
                if (i >= order - 1) {
                    long latest = context & mask((order - 1) * symbolBits);
                    p = counts[order - 1].probability(latest, symbol, p);
                }
                bits[order - 1] -= Math.log(p);
            }
            context = (context << symbolBits | symbol) & contextMask;
        }
        return Arrays.stream(bits)
                .map(nats -> nats / Math.log(2) / text.length())
                .toArray();
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }
}
