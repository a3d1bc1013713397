/**
 * The launcher of the examples and what they share.
 *
 * <p>Each example has a package of its own below this one; the command-line library stays in these packages.
 */
@NullMarked
package rnn4j.examples;

import org.jspecify.annotations.NullMarked;
