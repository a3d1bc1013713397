package rnn4j.train;

/**
 * A batch, and how much it weighs beside others of the same step.
 *
 * @param batch whatever it is
 * @param symbols how many it has, at least 1
 */
record Counted<B>(B batch, long symbols) {}
