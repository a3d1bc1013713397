/** What this JVM makes of this machine, and what would be faster. */
@NullMarked
package rnn4j.bench.doctor;

import org.jspecify.annotations.NullMarked;
