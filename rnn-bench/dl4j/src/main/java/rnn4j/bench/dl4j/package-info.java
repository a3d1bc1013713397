/**
 * Networks of Deeplearning4j behind plain arrays and loops.
 *
 * <p>Its libraries are older than those of the other peers, so that no class path may hold both: who asks for a network here
 * is compiled without any of them and started with these alone.
 */
@NullMarked
package rnn4j.bench.dl4j;

import org.jspecify.annotations.NullMarked;
