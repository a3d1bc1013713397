/**
 * The peers that run beside us, each in a process of its own; compiled with the Maven profile {@code peers} alone.
 *
 * <p>A peer runs a task as its own users would at their best: its fused layers, its thread pool, no gradient where none is
 * asked for.
 */
@NullMarked
package rnn4j.bench.peers;

import org.jspecify.annotations.NullMarked;
