package rnn4j.kernel;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Some rows of a table [rows, width], in ascending order.
 *
 * <p>Places are elements of the table, row-major, so that who goes through blocks or parts of it need not know its rows.
 * Nothing is allocated once it is made.
 */
public final class RowSet {
    private final int rows;
    private final int width;
    private final BitSet members;

    /** Begin with no row of a table. */
    public RowSet(int rows, int width) {
        this.rows = rows;
        this.width = width;
        this.members = new BitSet(rows);
    }

    /** Return a set of its own with the same rows. */
    public RowSet copy() {
        RowSet copy = new RowSet(rows, width);
        copy.addAll(this);
        return copy;
    }

    /** Tell how many elements the table has. */
    public int elements() {
        return rows * width;
    }

    /** Tell whether the table has this form. */
    public boolean of(int otherRows, int otherWidth) {
        return rows == otherRows && width == otherWidth;
    }

    /** Add a row. */
    public void add(int row) {
        members.set(row);
    }

    /** Add the rows of another set of the same table. */
    public void addAll(RowSet others) {
        members.or(others.members);
    }

    /** Add every row. */
    public void addEvery() {
        members.set(0, rows);
    }

    /** Add the rows that hold anything but +0. */
    public void addNonZero(float[] x) {
        for (int i = 0; i < elements(); i++) {
            if (Float.floatToRawIntBits(x[i]) != 0) {
                members.set(i / width);
            }
        }
    }

    /** Leave no row. */
    public void clear() {
        members.clear();
    }

    /** Find the first place of a row of the set, from a place on: the number of elements if there is none. */
    public int next(int place) {
        if (place >= elements()) {
            return elements();
        }
        int row = place / width;
        if (members.get(row)) {
            return place;
        }
        int next = members.nextSetBit(row);
        return next < 0 ? elements() : next * width;
    }

    /** Find the end of the rows of the set that lie together, from a place within one of them on. */
    public int end(int place) {
        return Math.min(rows, members.nextClearBit(place / width)) * width;
    }

    /** Write zeros into the rows of the set that are not among others of the same table. */
    public void zeroOutside(RowSet others, float[] x) {
        if (others.members.nextClearBit(0) >= rows) {
            return;
        }
        for (int row = members.nextSetBit(0); row >= 0; row = members.nextSetBit(row + 1)) {
            if (!others.members.get(row)) {
                Arrays.fill(x, row * width, (row + 1) * width, 0f);
            }
        }
    }

    /** Write zeros into the rows of the set, and leave no row. */
    public void zero(float[] x) {
        for (int from = next(0); from < elements(); ) {
            int end = end(from);
            Arrays.fill(x, from, end, 0f);
            from = next(end);
        }
        members.clear();
    }
}
