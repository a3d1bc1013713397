/**
 * Contests between programs of several processes: the protocol, the process that computes and the one that drives.
 *
 * <p>Each contestant is a JVM of its own, as native libraries in one process quarrel over threads; the driver lets them run
 * in turn, round by round. What is computed is not known here.
 */
@NullMarked
package rnn4j.bench.contest;

import org.jspecify.annotations.NullMarked;
