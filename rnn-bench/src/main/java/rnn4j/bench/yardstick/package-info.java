/**
 * An LSTM fused by hand, as an expert would write it who knows this one cell: what the traced cell is measured against.
 *
 * <p>Nothing here is used by the library.
 */
@NullMarked
package rnn4j.bench.yardstick;

import org.jspecify.annotations.NullMarked;
