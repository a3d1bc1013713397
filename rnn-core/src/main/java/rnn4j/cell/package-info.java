/**
 * The extension point for recurrent cells: a cell is one step, everything else is derived from it.
 *
 * <p>Holds the cell, its state, the provider and the registry that finds it, and the driver that runs a cell over time.
 * Which cell it is, losses and training may not come in.
 */
@NullMarked
package rnn4j.cell;

import org.jspecify.annotations.NullMarked;
