/**
 * Loops over plain {@code float[]} arrays: products, element-wise functions, row reductions.
 *
 * <p>Every kernel exists twice, in plain Java and with the Vector API, and both give the same bits. What mentions arrays,
 * offsets or vector lanes lives here; tensors, time, state and Guava may not come in.
 */
@NullMarked
package rnn4j.kernel;

import org.jspecify.annotations.NullMarked;
