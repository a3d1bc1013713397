package rnn4j.kernel;

import java.util.Arrays;

/**
 * Matrices whose rows belong to those of one other, the right side of products over all rows, and where these products go.
 *
 * <p>Filled anew for each call, so that none allocates.
 */
public final class LeftSides {
    final float[][] a;
    final int[] from;
    final int[] row;
    final int[] columns;
    final float[][] c;

    /** Make room for some. */
    public LeftSides(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("left sides: " + count + ", but there must be one");
        }
        a = new float[count][];
        from = new int[count];
        row = new int[count];
        columns = new int[count];
        c = new float[count][];
    }

    /**
     * Set one.
     *
     * @param a [rows, columns] from {@code from}, its rows {@code row} apart
     * @param c [columns, n], the product with the right side [rows, n]
     */
    public void set(int index, int columns, float[] a, int from, int row, float[] c) {
        this.columns[index] = columns;
        this.a[index] = a;
        this.from[index] = from;
        this.row[index] = row;
        this.c[index] = c;
    }

    /** Count them. */
    public int count() {
        return a.length;
    }

    /** Let go of the arrays. */
    public void clear() {
        Arrays.fill(a, null);
        Arrays.fill(c, null);
    }

    /** Check all against a right side [rows, n]. */
    void check(int rows, int n) {
        for (int i = 0; i < a.length; i++) {
            Ranges.check(a[i], from[i], rows, columns[i], row[i]);
            Ranges.check(c[i], 0, columns[i], n);
        }
    }
}
