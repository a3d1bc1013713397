/**
 * Model files and snapshots in files, written whole or not at all and read strictly; the cells of a saved model.
 *
 * <p>The one home of JSON. Nothing from a file becomes a class or code; kernels and the tape may not come in.
 */
@NullMarked
package rnn4j.io;

import org.jspecify.annotations.NullMarked;
