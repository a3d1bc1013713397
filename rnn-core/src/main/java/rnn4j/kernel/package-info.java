/**
 * Float loops over plain arrays: element-wise functions, rows, matrix products, and the workers that share them.
 *
 * <p>Two implementations stand behind the same three interfaces, one in plain Java and one on the Vector API, and give
 * the same bits for everything. {@link rnn4j.kernel.Kernels} chooses between them once. Nothing in here knows a tensor,
 * a cell, time or a gradient; what comes in is a loop over {@code float[]} whose result can be told without them.
 */
@NullMarked
package rnn4j.kernel;

import org.jspecify.annotations.NullMarked;
