/** The same bits on every thread count, vector width, kind of compiled code and form of a plan: shown, and what it costs. */
@NullMarked
package rnn4j.bench.bits;

import org.jspecify.annotations.NullMarked;
