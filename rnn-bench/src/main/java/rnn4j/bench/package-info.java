/**
 * Benchmarks, one question per class.
 *
 * <p>A benchmark checks its answer before it times it; nothing here is used by the library.
 */
@NullMarked
package rnn4j.bench;

import org.jspecify.annotations.NullMarked;
