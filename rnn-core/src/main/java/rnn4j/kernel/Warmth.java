package rnn4j.kernel;

import java.util.function.LongSupplier;

/**
 * Follow the compilation of a loop by how fast it is, and say how much of it may be tried in the meantime.
 *
 * <p>A loop over vectors is slow by a factor of a hundred until C2 has compiled it, and C2 does so only after thousands of
 * calls. So small pieces are tried beside passes of kernels: many at first, few when C2 must have been asked, until they
 * are as fast as compiled code can be expected to be. Threads that race for the fields make that a little later, nothing
 * else.
 */
public final class Warmth {
    /** So many calls make C1 compile the loop; until then a vector takes a millisecond. */
    private static final int INTERPRETED = 250;
    /** Vectors of a piece afterwards: enough for the loop to be one, few enough to count as many calls. */
    private static final int PIECE = 4;
    /** So many pieces make C2 compile the loop, if it has little else to do. */
    private static final int ENOUGH = 4500;
    /** Where they did not, so many more are tried: the busier C2 is, the more calls it waits for. */
    private static final int MORE = 1500;
    /** Nanoseconds that C2 is given for the loop before more pieces are tried. */
    private static final long COMPILING = 300_000_000;
    /** After so many nanoseconds of trying something is amiss. */
    private static final long PATIENCE = 2_000_000_000;
    /** Nanoseconds that may be spent in one run: what must be spent is spent soon, since large runs are few. */
    private static final long PER_RUN = 5_000_000;
    /** While C2 may be at work, one run in so many tries a piece. */
    private static final int SELDOM = 8;

    private static final int IN_A_ROW = 3;
    /** Nanoseconds that the clock itself takes at most. */
    private static final double CLOCK = 100;
    /** Nanoseconds: compiled code takes a tenth or less, even where it divides; boxed vectors take ten times as much. */
    private static final double PER_BYTE = 0.5;

    private final double perVector;
    private final LongSupplier clock;
    private boolean hot;
    private int runs;
    private int pieces;
    private int enough = ENOUGH;
    private long asked;
    private int fast;
    private long spent;

    /**
     * Start cold.
     *
     * @param bytes how many bytes of code the loop has for a vector
     */
    public Warmth(int bytes) {
        this(bytes, System::nanoTime);
    }

    /** Start cold, with a clock of nanoseconds. */
    Warmth(int bytes, LongSupplier clock) {
        perVector = PER_BYTE * bytes;
        this.clock = clock;
    }

    /** Whether the loop is compiled. */
    public boolean hot() {
        return hot;
    }

    /** Whether the loop was tried for so long that it will not be compiled. */
    public boolean hopeless() {
        return spent >= PATIENCE && !hot;
    }

    /** How many nanoseconds this run may spend on trying. */
    public long allowance() {
        if (pieces >= enough && clock.getAsLong() - asked > COMPILING) {
            enough = pieces + MORE;
        }
        if (pieces < enough && spent < PATIENCE) {
            return PER_RUN;
        }
        runs++;
        return runs % SELDOM == 0 ? 1 : 0;
    }

    /** How many vectors to try next. */
    public int piece() {
        return pieces < INTERPRETED ? 1 : PIECE;
    }

    /** Tell how long a piece of the loop took. */
    public void tried(long nanos, int vectors) {
        pieces++;
        if (pieces == enough) {
            asked = clock.getAsLong();
        }
        spent += nanos;
        fast = nanos <= perVector * vectors + CLOCK ? fast + 1 : 0;
        hot |= fast >= IN_A_ROW;
    }
}
