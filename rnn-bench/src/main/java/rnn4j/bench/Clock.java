package rnn4j.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Read clocks and make one figure of many. */
final class Clock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Clock() {}

    /** Nanoseconds that this thread has computed: what other processes take away does not count. */
    static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Nanoseconds on the wall. */
    static long wall() {
        return System.nanoTime();
    }

    /** The middle of some figures. */
    static double median(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
