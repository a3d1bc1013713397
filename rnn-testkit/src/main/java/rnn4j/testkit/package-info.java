/**
 * The contract that every cell keeps, as tests a plugin author runs with three lines: {@link rnn4j.testkit.CellContract}.
 *
 * <p>Each {@code …Properties} class is a group of sentences that hold of every cell, each with what it means and what to do
 * when it does not; a new property is a new entry in its group. Laws, gradient checks and slow twins that are obviously
 * right live here; nothing that runs in production may.
 */
@NullMarked
package rnn4j.testkit;

import org.jspecify.annotations.NullMarked;
