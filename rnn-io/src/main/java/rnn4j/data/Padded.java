package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;

/**
 * Sequences of numbers side by side, zeros behind the shorter ones.
 *
 * @param ids {@code [time, batch]}
 * @param lengths of the rows
 */
public record Padded(Ids ids, Lengths lengths) {

    /** Returns sequences side by side, one or more; each becomes a column of the batch. */
    public static Padded of(List<int[]> sequences) {
        checkArgument(!sequences.isEmpty(), "padded: no sequence; give one or more");
        int batch = sequences.size();
        int[] perRow = sequences.stream().mapToInt(each -> each.length).toArray();
        Lengths lengths = Lengths.of(perRow);
        int[] values = new int[lengths.longest() * batch];
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < perRow[row]; t++) {
                values[t * batch + row] = sequences.get(row)[t];
            }
        }
        return new Padded(Ids.of(Shape.of(lengths.longest(), batch), values), lengths);
    }
}
