package rnn4j.bench.contest;

import java.util.Arrays;

/**
 * What a slice of time gave.
 *
 * @param calls how often the work ran
 * @param mean nanoseconds of a call, by the time of the whole slice
 * @param median nanoseconds of a call
 */
public record Sample(long calls, double mean, double median) {
    private static final int KEPT = 1 << 20;

    /** Runs work for some time, at least once. */
    static Sample take(Work work, double seconds) throws Exception {
        long[] times = new long[1024];
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long calls = 0;
        long before = start;
        while (calls == 0 || before < end) {
            work.once();
            long now = System.nanoTime();
            if (calls < KEPT) {
                if (calls == times.length) {
                    times = Arrays.copyOf(times, 2 * times.length);
                }
                times[(int) calls] = now - before;
            }
            calls++;
            before = now;
        }
        int kept = (int) Math.min(calls, KEPT);
        Arrays.sort(times, 0, kept);
        return new Sample(calls, (double) (before - start) / calls, times[kept / 2]);
    }

    /** Reads what {@link #toString} writes. */
    static Sample parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Sample(Long.parseLong(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }

    @Override
    public String toString() {
        return calls + " " + mean + " " + median;
    }
}
