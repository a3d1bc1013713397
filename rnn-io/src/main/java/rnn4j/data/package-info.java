/**
 * Text sources, vocabularies, and the batches made from them, time first.
 *
 * <p>Data that are batch-first or ragged are turned here, once; models and gradients may not come in.
 */
@NullMarked
package rnn4j.data;

import org.jspecify.annotations.NullMarked;
