package rnn4j.nn;

import rnn4j.tensor.Ids;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A row of learned numbers for each symbol: ids {@code [time, batch]}, or of any shape, to {@code [time, batch, width]}. */
public final class Embedding implements Layer<Ids, Tensor> {

    private final Tensor table;

    /**
     * Creates {@code table [symbols, width]}, uniform from -√3 to √3: variance 1, as the layers above expect of an input.
     *
     * @param parameters the scope that it is created in
     */
    public Embedding(Parameters parameters, int symbols, int width) {
        float bound = (float) Math.sqrt(3);
        table = parameters.create("table", Shape.of(symbols, width), Init.uniform(-bound, bound));
    }

    /**
     * Looks the symbols up.
     *
     * @param ids of any shape, each from 0 to {@code symbols - 1}
     * @return the shape of the ids with {@code width} behind it
     * @throws IllegalArgumentException when an id is no symbol
     */
    @Override
    public Tensor apply(Ids ids) {
        int symbols = table.shape().size(0);
        int wrong = ids.outside(symbols);
        if (wrong < ids.count()) {
            throw new IllegalArgumentException("embedding: id " + ids.values()[wrong] + " at "
                    + index(ids.shape(), wrong) + " of " + ids.shape() + " is no symbol; use 0 to " + (symbols - 1)
                    + Place.suffix());
        }
        return table.gather(ids);
    }

    /** Returns the table {@code [symbols, width]}. */
    Tensor table() {
        return table;
    }

    private static Shape index(Shape shape, int place) {
        int[] index = new int[shape.rank()];
        int rest = place;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.size(axis);
            rest /= shape.size(axis);
        }
        return Shape.of(index);
    }
}
