package rnn4j.tensor;

import java.util.Arrays;

/** How many steps each row of a batch really has; data, without a derivative. Length 0 is legal. */
public final class Lengths {

    private final int[] perRow;

    private Lengths(int[] perRow) {
        this.perRow = perRow;
    }

    /** Returns the lengths of the rows, none negative. */
    public static Lengths of(int... perRow) {
        for (int row = 0; row < perRow.length; row++) {
            if (perRow[row] < 0) {
                throw new ShapeException("lengths", "length " + perRow[row] + " in row " + row + "; use 0 or more");
            }
        }
        return new Lengths(perRow.clone());
    }

    /** Returns the lengths of a batch without padding. */
    public static Lengths full(int batch, int length) {
        int[] perRow = new int[batch];
        Arrays.fill(perRow, length);
        return of(perRow);
    }

    /** Returns the number of rows. */
    public int batch() {
        return perRow.length;
    }

    /** Returns the length of a row. */
    public int at(int row) {
        return perRow[row];
    }

    /** Returns the greatest length; 0 for an empty batch. */
    public int longest() {
        return Arrays.stream(perRow).max().orElse(0);
    }

    /** Returns the sum of the lengths: how many steps are real. */
    public long total() {
        return Arrays.stream(perRow).asLongStream().sum();
    }

    /** Returns whether every row has this length. */
    public boolean all(int length) {
        return Arrays.stream(perRow).allMatch(rowLength -> rowLength == length);
    }

    /**
     * Returns which steps are real.
     *
     * @return {@code [time, batch]}
     */
    public Mask mask(int time) {
        Shape shape = Shape.of(time, perRow.length);
        boolean[] real = new boolean[shape.count()];
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < perRow.length; row++) {
                real[t * perRow.length + row] = t < perRow[row];
            }
        }
        return Mask.of(shape, real);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lengths lengths && Arrays.equals(perRow, lengths.perRow);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(perRow);
    }

    @Override
    public String toString() {
        return "Lengths" + Arrays.toString(perRow);
    }
}
