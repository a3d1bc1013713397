/**
 * The entries of the grid: training steps, passes and streams of the usual cells at usual sizes, and their report.
 *
 * <p>What the names of entries mean is said here once for us and for the peers.
 */
@NullMarked
package rnn4j.bench.grid;

import org.jspecify.annotations.NullMarked;
