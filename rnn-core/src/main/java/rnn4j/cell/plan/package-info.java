/**
 * Compiles the step of a cell into passes over whole sequences, forward and backward.
 *
 * <p>The way: {@link rnn4j.cell.plan.Derivation} writes a step and its derivative as one graph of
 * {@link rnn4j.cell.plan.Value}s, {@link rnn4j.cell.plan.Division} tells what may leave the loop over time,
 * {@link rnn4j.cell.plan.Scheduler} joins element-wise operations to chains and products to wide ones,
 * {@link rnn4j.cell.plan.PlanRun} runs them. No cell is known here, and no training.
 */
@NullMarked
package rnn4j.cell.plan;

import org.jspecify.annotations.NullMarked;
