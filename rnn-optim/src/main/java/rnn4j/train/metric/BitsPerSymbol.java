package rnn4j.train.metric;

import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Reduction;

/** How many bits it takes to tell a symbol to one who knows the prediction: the mean of −log₂ ŷ[label]. */
public final class BitsPerSymbol implements Metric<Ids> {

    private static final CrossEntropy NATS = new CrossEntropy(Reduction.SUM_OVER_STEPS);

    private double nats;
    private long count;

    /** Begins with no symbol. */
    public BitsPerSymbol() {}

    @Override
    public String name() {
        return "bits/symbol";
    }

    /** Counts symbols; logits are {@code [time, batch, classes]}, labels {@code [time, batch]}. */
    @Override
    public void add(Tensor logits, Ids labels, Mask mask) {
        nats += NATS.of(logits, labels, mask).value();
        count += mask.count();
    }

    @Override
    public double value() {
        return nats / StrictMath.log(2) / count;
    }

    @Override
    public long count() {
        return count;
    }
}
