/**
 * Model files, written whole or not at all and read strictly.
 *
 * <p>The one home of JSON; kernels and the tape may not come in.
 */
@NullMarked
package rnn4j.io;

import org.jspecify.annotations.NullMarked;
