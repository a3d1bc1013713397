package rnn4j.train.metric;

import java.util.List;

/** A number about sequences that a model wrote, each held against the one it should have written; added up over all of them. */
public interface TextMetric {

    /** Returns the name, with its unit: {@code CER}, {@code BLEU-4}. */
    String name();

    /**
     * Counts one sequence.
     *
     * @param written symbols, in order
     * @param expected symbols that are equal where they mean the same
     */
    void add(List<?> written, List<?> expected);

    /** Returns the value over all sequences counted so far; NaN before there is one. */
    double value();

    /** Returns how many sequences were counted. */
    long count();
}
