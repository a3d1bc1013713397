package rnn4j.nn;

import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * Logits by the rows of an embedding's table E: {@code y = h Eᵀ + b}, {@code […, width]} to {@code […, symbols]}. The table stays one
 * parameter, whose gradient is the sum of what both uses give. Press and Wolf 2017, arXiv:1608.05859; Inan et al. 2017,
 * arXiv:1611.01462.
 */
public final class TiedReadout implements Layer<Tensor, Tensor> {

    private final Tensor table;
    private final Tensor b;

    /**
     * Creates {@code b [symbols]} (zeros).
     *
     * @param parameters the scope that it is created in
     * @param embedding whose table is used, and listed in its own scope alone
     */
    public TiedReadout(Parameters parameters, Embedding embedding) {
        table = embedding.table();
        b = parameters.create("b", Shape.of(table.shape().size(0)), Init.zeros());
    }

    /** Maps {@code […, width]} to {@code […, symbols]}. */
    @Override
    public Tensor apply(Tensor h) {
        int width = table.shape().size(1);
        if (h.shape().rank() < 2 || h.shape().size(-1) != width) {
            throw new ShapeException("tied readout", "the input is " + h.shape() + "; use […, " + width + "]");
        }
        int rows = 1;
        for (int axis = 0; axis < h.shape().rank() - 1; axis++) {
            rows *= h.shape().size(axis);
        }
        Tensor logits = h.reshape(rows, width).matmul(table, false, true);
        return logits.reshape(h.shape().with(-1, table.shape().size(0))).add(b);
    }
}
