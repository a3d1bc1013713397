/**
 * The cells that come with rnn4j, each a class that holds its equations and its source.
 *
 * <p>They use what any plugin may use; loops over time, batches and losses may not come in.
 */
@NullMarked
package rnn4j.cells;

import org.jspecify.annotations.NullMarked;
