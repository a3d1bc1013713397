/** What a newcomer does first. */
@NullMarked
package rnn4j.archetype;

import org.jspecify.annotations.NullMarked;
