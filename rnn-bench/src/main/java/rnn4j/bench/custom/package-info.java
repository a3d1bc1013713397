/**
 * Cells as a stranger writes them, on the same door as everybody's, the programs that measure them, and what is promised
 * beside the plain LSTM.
 *
 * <p>They are found by the service loader, as are the cells of plugins on the class path.
 */
@NullMarked
package rnn4j.bench.custom;

import org.jspecify.annotations.NullMarked;
