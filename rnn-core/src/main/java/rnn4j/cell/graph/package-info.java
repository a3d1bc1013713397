/**
 * One step of a cell as data: traced, printed, hashed, written and read back equal.
 *
 * <p>Files and time may not come in; a graph is text to its reader and a cell to its driver.
 */
@NullMarked
package rnn4j.cell.graph;

import org.jspecify.annotations.NullMarked;
