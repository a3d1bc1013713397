package rnn4j.cell.plan;

import org.jspecify.annotations.Nullable;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.tensor.Lengths;

/** Orders the rows of batches, and knows the last order, since the next batch often has the same lengths. */
final class RowOrders {

    private volatile @Nullable Known last;

    private record Known(Lengths lengths, int time, Direction direction, RowOrder order) {
        boolean fits(Sequence xs, Direction other) {
            return time == xs.time() && direction == other && lengths.equals(xs.lengths());
        }
    }

    RowOrder of(Sequence xs, Direction direction, Resets resets) {
        if (!resets.isNone()) {
            return new RowOrder(xs.lengths(), xs.time(), direction, resets);
        }
        Known known = last;
        if (known == null || !known.fits(xs, direction)) {
            RowOrder order = new RowOrder(xs.lengths(), xs.time(), direction, resets);
            known = new Known(xs.lengths(), xs.time(), direction, order);
            last = known;
        }
        return known.order;
    }
}
