/**
 * From scores to symbols: sampling, beam search, the decoders of connectionist temporal classification.
 *
 * <p>What serving needs without training; which model made the scores may not come in.
 */
@NullMarked
package rnn4j.decode;

import org.jspecify.annotations.NullMarked;
