/**
 * What the runs of all examples share: their common options, their folder, the figures they end with.
 *
 * <p>Examples use it, so it knows none of them, nor the launcher.
 */
@NullMarked
package rnn4j.examples.run;

import org.jspecify.annotations.NullMarked;
