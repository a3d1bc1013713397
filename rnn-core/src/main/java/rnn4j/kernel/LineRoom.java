package rnn4j.kernel;

/**
 * Hold numbers that begin where a line of the cache does.
 *
 * <p>A vector that lies across two lines is read at half the speed. Where an array lies is the JVM's affair, but its usual
 * collector lays a large one at the start of a region, behind a header of 16 bytes, and leaves it there. So small rooms share
 * a large array, and each begins where a line does; the array lives as long as one of them, or as it is the one to be filled
 * next. Rooms of a page of 4 KiB and more begin at different lines of one: a loop that goes along many would else find all of
 * them in one set of the first-level cache, and take its loads for those of what it has just stored.
 */
public final class LineRoom {
    /** Floats of a line, and of the header. */
    private static final int LINE = 16;

    private static final int HEADER = 4;

    /** Where a line begins in a large array. */
    static final int FIRST = LINE - HEADER;

    /** Lines of a page. */
    private static final int LINES = 64;

    private static final int PAGE = LINES * LINE;

    /** From one room's line in its page to the next one's: odd, so that 64 rooms have 64 lines. */
    private static final int APART = 11;

    /** Floats of an array that is shared: 4 MiB, large enough wherever the heap has less than some 20 GiB. */
    private static final int SHARED = 1 << 20;

    /** A room from so many floats on has an array of its own: it is large enough itself, and would leave much unused. */
    private static final int OWN = SHARED / 2;

    private static float[] shared = {};
    private static int used = FIRST;
    private static int line;

    private final float[] values;
    private final int from;
    private final int size;

    private LineRoom(float[] values, int from, int size) {
        this.values = values;
        this.from = from;
        this.size = size;
    }

    /** Make a room, all zeros. */
    public static synchronized LineRoom of(int size) {
        line = (line + APART) % LINES;
        if (size >= OWN) {
            int from = begin(FIRST, size);
            return new LineRoom(new float[Math.addExact(from, size)], from, size);
        }
        int from = begin(used, size);
        if (from + size > shared.length) {
            shared = new float[SHARED];
            from = begin(FIRST, size);
        }
        used = from + (size + LINE - 1) / LINE * LINE;
        return new LineRoom(shared, from, size);
    }

    /** Where a room begins, at some place or after it. */
    private static int begin(int earliest, int size) {
        int there = (earliest + HEADER) / LINE;
        return size < PAGE ? earliest : earliest + Math.floorMod(line - there, LINES) * LINE;
    }

    /** The array, in which others may have their rooms, too. */
    public float[] values() {
        return values;
    }

    /** Where the room begins. */
    public int from() {
        return from;
    }

    /** How many numbers it has. */
    public int size() {
        return size;
    }
}
