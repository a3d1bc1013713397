package rnn4j.train.metric;

import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.ValidSteps;

/**
 * The share of steps whose label has the greatest score, from 0 to 1.
 *
 * <p>A tie counts as wrong: who gives all classes the same score has not found the label. So does NaN.
 */
public final class Accuracy implements Metric<Ids> {

    private long right;
    private long count;

    /** Begins with no step. */
    public Accuracy() {}

    @Override
    public String name() {
        return "accuracy";
    }

    /** Counts steps; scores are {@code [time, batch, classes]}, labels {@code [time, batch]}. */
    @Override
    public void add(Tensor scores, Ids labels, Mask mask) {
        ValidSteps steps = ValidSteps.of(mask);
        Tensor rows = steps.rows(scores);
        Tensor own = ValidSteps.pick(rows, steps.labels(labels, scores.shape().size(-1)));
        Tensor beaten = own.expand(-1).greater(rows).sum(-1);
        right += (long)
                beaten.equalTo(Tensor.scalar(scores.shape().size(-1) - 1)).sum().value();
        count += steps.count();
    }

    @Override
    public double value() {
        return (double) right / count;
    }

    @Override
    public long count() {
        return count;
    }
}
