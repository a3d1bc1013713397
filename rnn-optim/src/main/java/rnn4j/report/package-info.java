/**
 * What training shows: progress on the terminal, lines for a log, CSV, a page, events for TensorBoard.
 *
 * <p>The one home of the progress bar; kernels, tape and equations may not come in.
 */
@NullMarked
package rnn4j.report;

import org.jspecify.annotations.NullMarked;
