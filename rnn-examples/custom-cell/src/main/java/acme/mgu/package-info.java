/**
 * A cell by a stranger: the minimal gated unit, which reaches rnn4j through its service loader only.
 *
 * <p>The cell, its provider, and nothing else.
 */
@NullMarked
package acme.mgu;

import org.jspecify.annotations.NullMarked;
