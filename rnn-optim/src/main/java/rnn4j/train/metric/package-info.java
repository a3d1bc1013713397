/**
 * Metrics: what is told about predictions, added up over batches in double precision.
 *
 * <p>A metric is one class and has no derivative; the trainer may not come in.
 */
@NullMarked
package rnn4j.train.metric;

import org.jspecify.annotations.NullMarked;
