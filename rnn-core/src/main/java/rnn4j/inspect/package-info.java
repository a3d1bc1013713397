/**
 * What a model is, told as numbers and tables; nothing here changes one.
 *
 * <p>It stands on layers and cells, and nothing else in this module may know it.
 */
@NullMarked
package rnn4j.inspect;

import org.jspecify.annotations.NullMarked;
