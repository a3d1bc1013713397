package rnn4j.nn;

import java.util.Arrays;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;

/**
 * Strings of symbols that a decoder is to write, or wrote, with the length of each; what stands behind an end may be any number.
 *
 * @param symbols {@code [time, batch]}
 * @param lengths how many symbols of each row are real; the one that ends it counts, if there is one
 */
public record Targets(Ids symbols, Lengths lengths) {

    /** Checks that the lengths fit the symbols. */
    public Targets {
        Shape shape = symbols.shape();
        if (shape.rank() != 2 || lengths.batch() != shape.size(1) || lengths.longest() > shape.size(0)) {
            throw new ShapeException(
                    "targets",
                    "symbols " + shape + " with " + lengths.batch() + " lengths up to " + lengths.longest()
                            + "; use [time, batch] and one length for each row, up to time");
        }
    }

    /** Returns how many steps there are, padding counted. */
    public int time() {
        return symbols.shape().size(0);
    }

    /** Returns the number of rows. */
    public int batch() {
        return symbols.shape().size(1);
    }

    /** Returns the symbol before each real one, {@code [time, batch]}: the start before the first, and in place of padding. */
    Ids before(int start) {
        int batch = batch();
        int[] own = symbols.values();
        int[] before = new int[own.length];
        Arrays.fill(before, start);
        for (int place = batch; place < before.length; place++) {
            if (place / batch < lengths.at(place % batch)) {
                before[place] = own[place - batch];
            }
        }
        return Ids.of(symbols.shape(), before);
    }
}
