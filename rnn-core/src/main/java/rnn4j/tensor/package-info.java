/**
 * Shapes, tensors, and operations that stand beside their derivatives; the tape, parameters and snapshots.
 *
 * <p>Knows the kernels and nothing above them: time, state and training may not come in.
 */
@NullMarked
package rnn4j.tensor;

import org.jspecify.annotations.NullMarked;
