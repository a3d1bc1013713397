/**
 * Layers, which are functions: recurrent, stacked, bidirectional, dense, embedding, norms, attention, read-outs.
 *
 * <p>Direction and composition belong here; gradients and training may not come in.
 */
@NullMarked
package rnn4j.nn;

import org.jspecify.annotations.NullMarked;
