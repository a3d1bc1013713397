package rnn4j.nn;

import rnn4j.cell.Sequence;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * Looks for what a query asks for among the steps of a sequence: a weight for each step, and the weighted mean of all.
 *
 * <p>Steps behind the end of a row have no weight, whatever stands there; a row without steps gives zeros.
 */
@FunctionalInterface
public interface Attention {

    /**
     * Returns how well each step fits.
     *
     * @param query {@code [batch, query]}
     * @param memory {@code [time, batch, features]}
     * @return {@code [time, batch]}
     */
    Tensor scores(Tensor query, Tensor memory);

    /**
     * What was found.
     *
     * @param context {@code [batch, features]}, the weighted mean of the steps
     * @param weights {@code [time, batch]}, from 0 to 1; their sum is 1 for each row that has steps
     */
    record Attended(Tensor context, Tensor weights) {}

    /**
     * Attends to a sequence.
     *
     * @param query {@code [batch, query]}
     * @param memory {@code [time, batch, features]}
     */
    default Attended attend(Tensor query, Sequence memory) {
        if (query.shape().rank() != 2 || query.shape().size(0) != memory.batch()) {
            throw new ShapeException(
                    "attention",
                    "the query is " + query.shape() + " for a memory of " + memory.batch()
                            + " rows; use [batch, query]");
        }
        Tensor values = Readout.valid(memory, 0);
        Tensor scores = scores(query, values);
        Tensor weights = scores.softmax(0);
        if (!memory.isFull()) {
            Tensor real = memory.lengths().mask(memory.time()).tensor();
            Tensor reachable = Tensor.select(real, scores, Tensor.scalar(Float.NEGATIVE_INFINITY));
            weights = Tensor.select(real, reachable.softmax(0), Tensor.scalar(0));
        }
        return new Attended(weights.expand(-1).mul(values).sum(0), weights);
    }

    /**
     * Returns {@code score = v · tanh(query Wq + step Wm)}. Bahdanau, Cho and Bengio 2015, arXiv:1409.0473, appendix A.1.2.
     *
     * @param parameters the scope of {@code wq [query, hidden]}, {@code wm [features, hidden]} and {@code v [hidden, 1]}, all Glorot
     */
    static Attention additive(Parameters parameters, int query, int features, int hidden) {
        Tensor wq = parameters.create("wq", Shape.of(query, hidden), Init.glorot());
        Tensor wm = parameters.create("wm", Shape.of(features, hidden), Init.glorot());
        Tensor v = parameters.create("v", Shape.of(hidden, 1), Init.glorot());
        return (asked, memory) -> {
            Tensor seen = memory.matmul(wm).add(asked.matmul(wq)).tanh();
            return seen.matmul(v).reshape(memory.shape().size(0), memory.shape().size(1));
        };
    }

    /**
     * Returns {@code score = query · step / √features}, for queries that are as wide as a step. Vaswani et al. 2017,
     * arXiv:1706.03762, equation 1.
     */
    static Attention dotProduct() {
        return (asked, memory) -> {
            int features = memory.shape().size(2);
            if (asked.shape().size(1) != features) {
                throw new ShapeException(
                        "attention",
                        "the query is " + asked.shape() + ", a step has " + features
                                + " features; project one of them");
            }
            return memory.mul(asked).sum(2).mul((float) (1 / Math.sqrt(features)));
        };
    }
}
