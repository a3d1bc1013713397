/**
 * Losses, metrics and the trainer, which is generic in its batch.
 *
 * <p>Cells, files and terminals may not come in: a trainer sees a loss and parameters, and tells listeners.
 */
@NullMarked
package rnn4j.train;

import org.jspecify.annotations.NullMarked;
