/**
 * Losses: what training makes small, as one number from predictions, targets and a mask.
 *
 * <p>A loss is one record; {@link rnn4j.train.loss.ValidSteps} selects the steps that count. The trainer may not come in.
 */
@NullMarked
package rnn4j.train.loss;

import org.jspecify.annotations.NullMarked;
