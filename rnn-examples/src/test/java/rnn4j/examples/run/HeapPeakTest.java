package rnn4j.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapPeakTest {
    private static final int ARRAY_BYTES = 64 << 20;
    private static final long WATCHDOG_NANOS = 10_000_000_000L;

    @Test
    void anArrayCountsThatWasGoneWhenTheQuestionCame() {
        try (HeapPeak peak = HeapPeak.watch()) {
            long before = peak.bytes();
            assertThat(sum(new byte[ARRAY_BYTES])).isZero();
            System.gc();

            // The collector's report comes a moment after the collection, on a thread of its own.
            assertThat(reaches(peak, ARRAY_BYTES)).isTrue();
            assertThat(peak.bytes()).isBetween(before, Runtime.getRuntime().maxMemory());
        }
    }

    @Test
    void aWatchMayBeClosedTwice() {
        HeapPeak peak = HeapPeak.watch();
        peak.close();
        peak.close();

        assertThat(peak.bytes()).isPositive();
    }

    private static boolean reaches(HeapPeak peak, long bytes) {
        long deadline = System.nanoTime() + WATCHDOG_NANOS;
        while (peak.bytes() < bytes && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return peak.bytes() >= bytes;
    }

    private static long sum(byte[] values) {
        long sum = 0;
        for (byte value : values) {
            sum += value;
        }
        return sum;
    }
}
