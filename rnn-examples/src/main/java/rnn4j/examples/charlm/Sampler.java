package rnn4j.examples.charlm;

import rnn4j.data.Vocabulary;
import rnn4j.decode.Sampling;
import rnn4j.tensor.Ids;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Lets a model write an entry: draws each next character from what the model expects, and reads it back in. */
final class Sampler {
    /** Entries end so; the model reads one before the first character, as if an entry had just ended. */
    private static final String END = "\n";

    private final CharModel model;
    private final Vocabulary vocabulary;

    Sampler(CharModel model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
    }

    /**
     * Write to the end of the entry.
     *
     * @param prime how the entry begins
     * @param temperature what the logits are divided by, above 0: small for the likely, 1 for what was learnt
     * @param length the number of characters after which an endless entry is cut
     * @param random the i-th character takes its i-th number
     * @return the prime and what follows, without the line's end
     * @throws IllegalArgumentException when the temperature is no such number, the length is below 1, or the prime has
     *     a character that the model never saw
     */
    String write(String prime, double temperature, int length, RandomSource random) {
        if (!(temperature > 0 && Double.isFinite(temperature)) || length < 1) {
            throw new IllegalArgumentException(
                    "sample: temperature " + temperature + ", length " + length + "; give numbers above 0");
        }
        Sampling sampling = Sampling.temperature(temperature);
        int end = vocabulary.encode(END)[0];
        int[] begin = vocabulary.encode(END + prime);
        CharModel.Reply reply = model.read(Ids.of(Shape.of(begin.length, 1), begin), model.initial(1));
        StringBuilder text = new StringBuilder(prime);
        for (int i = 0; i < length; i++) {
            Tensor logits = reply.logits().index(0, reply.logits().shape().size(0) - 1);
            int next = sampling.choose(logits.values(), random.uniform(i));
            if (next == end) {
                break;
            }
            text.append(vocabulary.decode(next));
            reply = model.read(Ids.of(Shape.of(1, 1), next), reply.last());
        }
        return text.toString();
    }
}
