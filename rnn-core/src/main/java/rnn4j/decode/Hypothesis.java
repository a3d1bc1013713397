package rnn4j.decode;

import java.util.List;

/**
 * A string of symbols that a search has found.
 *
 * @param symbols in order, without the one that ends it
 * @param logProbability the natural logarithm of its probability
 * @param score what it is ranked by
 */
public record Hypothesis(List<Integer> symbols, double logProbability, double score) {

    /** Keeps a copy. */
    public Hypothesis {
        symbols = List.copyOf(symbols);
    }
}
