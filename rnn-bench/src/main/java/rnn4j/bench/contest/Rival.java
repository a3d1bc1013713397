package rnn4j.bench.contest;

/**
 * A peer in one contest.
 *
 * @param name how it is called
 * @param figures what it reached
 */
public record Rival(String name, Spread figures) {}
