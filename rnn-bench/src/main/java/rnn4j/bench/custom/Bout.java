package rnn4j.bench.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import rnn4j.bench.contest.Work;

/**
 * Some work against other work, call by call in turn, in one process and on one thread.
 *
 * @param ours what is asked about
 * @param other what it is held against
 * @param clock nanoseconds
 */
record Bout(Work ours, Work other, LongSupplier clock) {
    private static final long ROUND_NANOS = 40_000_000L;

    /** Runs some rounds after warming up for some seconds of the clock. */
    Turns run(int rounds, double warmUp) throws Exception {
        long start = clock.getAsLong();
        int calls = 1;
        while (clock.getAsLong() - start < warmUp * 1e9) {
            Turns.Times once = round(1);
            calls = Math.clamp(ROUND_NANOS / Math.max(1, once.ours() + once.other()), 1, 1000);
        }
        check(ours);
        check(other);
        List<Turns.Times> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            times.add(round(calls));
        }
        return Turns.of(times, calls);
    }

    private Turns.Times round(int calls) throws Exception {
        long[] times = new long[2];
        for (int call = 0; call < calls; call++) {
            long start = clock.getAsLong();
            ours.once();
            long middle = clock.getAsLong();
            other.once();
            times[0] += middle - start;
            times[1] += clock.getAsLong() - middle;
        }
        return new Turns.Times(times[0], times[1]);
    }

    /** What is wrong need not be timed. */
    private static void check(Work work) throws Exception {
        double figure = work.figure();
        if (!Double.isFinite(figure) || figure == 0) {
            throw new IllegalStateException("custom: a result is " + figure);
        }
    }
}
