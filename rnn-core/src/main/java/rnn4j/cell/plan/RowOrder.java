package rnn4j.cell.plan;

import java.util.Arrays;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.kernel.Kernels;
import rnn4j.tensor.Lengths;

/**
 * The order in which a plan holds the rows of a batch: longest first, so that the rows that have not ended at a time are the
 * first ones, and those that have cost nothing.
 *
 * <p>The real steps of all rows lie one after the other, time by time. Rows of equal length keep their order, so without
 * padding nothing is moved.
 */
final class RowOrder {

    private final int time;
    private final int batch;
    private final int[] order;
    private final int[] live;
    private final int[] start;
    private final int[] blocks;
    private final boolean full;
    private final Direction direction;
    private final Resets resets;

    RowOrder(Lengths lengths, int time, Direction direction, Resets resets) {
        this.time = time;
        this.batch = lengths.batch();
        this.direction = direction;
        this.resets = resets;
        live = live(lengths, time);
        order = longestFirst(lengths, live);
        start = new int[time + 1];
        for (int t = 0; t < time; t++) {
            start[t + 1] = start[t] + live[t];
        }
        full = start[time] == Math.multiplyExact(time, batch);
        blocks = summedTogether();
    }

    /** Counts the rows that have a step at each time; behind the last time there is none. */
    private static int[] live(Lengths lengths, int time) {
        int[] live = new int[time + 1];
        for (int row = 0; row < lengths.batch(); row++) {
            live[lengths.at(row)]--;
        }
        int left = lengths.batch();
        for (int t = 0; t <= time; t++) {
            left += live[t];
            live[t] = left;
        }
        return live;
    }

    /** Sorts by counting: as many rows stand before those of a length as have a step at that time. */
    private static int[] longestFirst(Lengths lengths, int[] live) {
        int[] next = live.clone();
        int[] order = new int[lengths.batch()];
        for (int row = 0; row < order.length; row++) {
            order[next[lengths.at(row)]++] = row;
        }
        return order;
    }

    int time() {
        return time;
    }

    int batch() {
        return batch;
    }

    /** Returns how many real steps there are. */
    int steps() {
        return start[time];
    }

    /** Returns whether no row has padding. */
    boolean full() {
        return full;
    }

    /** Returns which row of the batch stands at a place. */
    int row(int place) {
        return order[place];
    }

    /** Returns how many rows have a step at a time; none before the first and behind the last time. */
    int live(int t) {
        return t < 0 || t >= time ? 0 : live[t];
    }

    /** Returns how many steps lie before those of a time. */
    int start(int t) {
        return start[t];
    }

    /** Returns the time that is visited as the n-th. */
    int visited(int n) {
        return direction == Direction.FORWARD ? n : time - 1 - n;
    }

    /** Returns how many rows have been visited before a time. */
    int begun(int t) {
        return direction == Direction.FORWARD ? (t == 0 ? 0 : live(t)) : live(t + 1);
    }

    /** Returns how many rows are visited again after a time. */
    int goOn(int t) {
        return direction == Direction.FORWARD ? live(t + 1) : (t == 0 ? 0 : live(t));
    }

    boolean hasResets() {
        return !resets.isNone();
    }

    /** Returns whether the row at a place is reset before the step at a time. */
    boolean reset(int t, int place) {
        return resets.at(t, order[place]);
    }

    /** Returns the first row of the steps that are visited as those from n to {@code end}, exclusive. */
    int firstRow(int n, int end) {
        return n == end ? 0 : start(Math.min(visited(n), visited(end - 1)));
    }

    /** Returns the row behind the last one of the steps that are visited as those from n to {@code end}, exclusive. */
    int endRow(int n, int end) {
        return n == end ? 0 : start(Math.max(visited(n), visited(end - 1)) + 1);
    }

    /**
     * Returns where the blocks begin in which rows are summed: whole steps, as many as have {@link Kernels#BLOCK} rows at
     * most, counted from the last one visited; from 0 to the number of steps.
     */
    int[] blocks() {
        return blocks;
    }

    private int[] summedTogether() {
        int[] cuts = new int[time + 2];
        int first = time + 1; // from the end of the array on
        cuts[first] = time;
        int rows = 0;
        for (int n = time - 1; n >= 0; n--) {
            int more = live(visited(n));
            if (rows > 0 && rows + more > Kernels.BLOCK) {
                cuts[--first] = n + 1;
                rows = 0;
            }
            rows += more;
        }
        cuts[--first] = 0;
        return Arrays.copyOfRange(cuts, first, time + 2);
    }

    /** Returns where each of some equal shares of the work begins: places, from 0 to the batch. */
    int[] shares(int count) {
        int[] cuts = new int[count + 1];
        long done = 0;
        int share = 1;
        for (int place = 0; place < batch && share < count; place++) {
            done += length(place);
            while (share < count && done * count >= (long) share * steps()) {
                cuts[share++] = place + 1;
            }
        }
        while (share <= count) {
            cuts[share++] = batch;
        }
        cuts[count] = batch;
        return cuts;
    }

    private int length(int place) {
        int length = 0;
        while (length < time && live[length] > place) {
            length++;
        }
        return length;
    }

    /** Copies the real steps of {@code [time, batch, width]} together, in this order. */
    void gather(float[] values, int width, float[] packed) {
        for (int t = 0; t < time; t++) {
            for (int place = 0; place < live[t]; place++) {
                System.arraycopy(values, (t * batch + order[place]) * width, packed, (start[t] + place) * width, width);
            }
        }
    }

    /** Copies the real steps back to where they belong in {@code [time, batch, width]}. */
    void scatter(float[] packed, int width, float[] values) {
        for (int t = 0; t < time; t++) {
            for (int place = 0; place < live[t]; place++) {
                System.arraycopy(packed, (start[t] + place) * width, values, (t * batch + order[place]) * width, width);
            }
        }
    }
}
