/**
 * A network that learns the entries of a dictionary character by character.
 *
 * <p>Here live the text (WordNet's entries), the n-gram baselines, the model, its training, its held-out score and
 * the text it writes. What any other example could use as well belongs one package up or into a library module.
 */
@NullMarked
package rnn4j.examples.charlm;

import org.jspecify.annotations.NullMarked;
