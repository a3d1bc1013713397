/** The listings in the documents, compiled and run as a reader would. */
@NullMarked
package rnn4j.docs;

import org.jspecify.annotations.NullMarked;
