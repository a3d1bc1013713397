/**
 * Chains of element-wise operations over the rows of plain arrays, run as one: what a plan fuses.
 *
 * <p>Two ways with the same bits: passes of the element-wise kernels over blocks that stay in the first-level cache, and a
 * class generated for the chain, whose body holds the mathematics written out. Tensors and cells may not come in.
 */
@NullMarked
package rnn4j.kernel.chain;

import org.jspecify.annotations.NullMarked;
