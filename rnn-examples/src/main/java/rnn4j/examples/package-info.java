/**
 * The launcher of the examples: their names, and how a failure is told.
 *
 * <p>Each example has a package of its own below this one, and what they share is in {@code run}; the command-line
 * library stays in these packages.
 */
@NullMarked
package rnn4j.examples;

import org.jspecify.annotations.NullMarked;
