/**
 * The contract that every cell keeps, as tests a plugin author runs with three lines.
 *
 * <p>Laws, gradient checks and slow twins that are obviously right live here; nothing that runs in production may.
 */
@NullMarked
package rnn4j.testkit;

import org.jspecify.annotations.NullMarked;
