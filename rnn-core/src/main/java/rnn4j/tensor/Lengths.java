package rnn4j.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/** How many steps each row of a batch really has; data, without a derivative. Length 0 is legal. */
public final class Lengths {

    private static final int[] ALL_EQUAL = {};

    private final int batch;

    /** What {@link #at} tells of a row whose length is not in {@link #perRow}. */
    private final int same;

    /** Of each row; empty where all rows have one length, which is then kept once. */
    private final int[] perRow;

    private Lengths(int batch, int same, int[] perRow) {
        this.batch = batch;
        this.same = same;
        this.perRow = perRow;
    }

    /** Returns the lengths of the rows, none negative. */
    public static Lengths of(int... perRow) {
        boolean allEqual = true;
        for (int row = 0; row < perRow.length; row++) {
            check(perRow[row], row);
            allEqual &= perRow[row] == perRow[0];
        }
        return allEqual
                ? new Lengths(perRow.length, perRow.length == 0 ? 0 : perRow[0], ALL_EQUAL)
                : new Lengths(perRow.length, 0, perRow.clone());
    }

    /** Returns the lengths of a batch without padding. */
    public static Lengths full(int batch, int length) {
        if (batch > 0) {
            check(length, 0);
        }
        return new Lengths(batch, batch == 0 ? 0 : length, ALL_EQUAL);
    }

    private static void check(int length, int row) {
        if (length < 0) {
            throw new ShapeException("lengths", "length " + length + " in row " + row + "; use 0 or more");
        }
    }

    /** Returns the number of rows. */
    public int batch() {
        return batch;
    }

    /** Returns the length of a row. */
    public int at(int row) {
        Objects.checkIndex(row, batch);
        return perRow.length == 0 ? same : perRow[row];
    }

    /** Returns the greatest length; 0 for an empty batch. */
    public int longest() {
        int longest = same;
        for (int length : perRow) {
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** Returns the sum of the lengths: how many steps are real. */
    public long total() {
        return perRow.length == 0
                ? (long) batch * same
                : Arrays.stream(perRow).asLongStream().sum();
    }

    /** Returns whether every row has this length. */
    public boolean all(int length) {
        return batch == 0 || (perRow.length == 0 && same == length);
    }

    /**
     * Returns which steps are real.
     *
     * @return {@code [time, batch]}
     */
    public Mask mask(int time) {
        Shape shape = Shape.of(time, batch);
        boolean[] real = new boolean[shape.count()];
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < batch; row++) {
                real[t * batch + row] = t < at(row);
            }
        }
        return Mask.of(shape, real);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lengths lengths
                && batch == lengths.batch
                && same == lengths.same
                && Arrays.equals(perRow, lengths.perRow);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * batch + same) + Arrays.hashCode(perRow);
    }

    @Override
    public String toString() {
        return "Lengths" + IntStream.range(0, batch).map(this::at).boxed().toList();
    }
}
