/**
 * The trainer, which is generic in its batch, how long it trains and what it tells; losses and metrics are below.
 *
 * <p>Cells, files and terminals may not come in: a trainer sees an objective and parameters, and tells listeners.
 */
@NullMarked
package rnn4j.train;

import org.jspecify.annotations.NullMarked;
