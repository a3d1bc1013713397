/**
 * The rules of the house, as tests over all modules: who may know whom, what things are called, how long a file is.
 *
 * <p>They stand in this module because it is the one that sees all others; tests of behaviour may not come in.
 */
@NullMarked
package rnn4j.house;

import org.jspecify.annotations.NullMarked;
