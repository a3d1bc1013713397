package rnn4j.train.metric;

import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;

/** Among how many equally likely symbols one who knows the prediction would have to guess: 2 to the {@link BitsPerSymbol}. */
public final class Perplexity implements Metric<Ids> {

    private final BitsPerSymbol bits = new BitsPerSymbol();

    /** Begins with no symbol. */
    public Perplexity() {}

    @Override
    public String name() {
        return "perplexity";
    }

    /** Counts symbols; logits are {@code [time, batch, classes]}, labels {@code [time, batch]}. */
    @Override
    public void add(Tensor logits, Ids labels, Mask mask) {
        bits.add(logits, labels, mask);
    }

    @Override
    public double value() {
        return StrictMath.pow(2, bits.value());
    }

    @Override
    public long count() {
        return bits.count();
    }
}
