/**
 * Layers, which are functions: recurrent, stacked, bidirectional, dense, embedding, convolutions, norms, attention, read-outs,
 * encoder and decoder.
 *
 * <p>Direction and composition belong here; gradients and training may not come in.
 */
@NullMarked
package rnn4j.nn;

import org.jspecify.annotations.NullMarked;
