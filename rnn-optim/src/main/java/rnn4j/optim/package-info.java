/**
 * Optimizers, learning-rate schedules and gradient clipping.
 *
 * <p>What turns gradients into new parameters lives here; which layers the parameters belong to may not come in.
 */
@NullMarked
package rnn4j.optim;

import org.jspecify.annotations.NullMarked;
