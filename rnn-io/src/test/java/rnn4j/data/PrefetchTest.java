package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rnn4j.tensor.Snapshot;

@Timeout(30)
class PrefetchTest {

    private static final Snapshot NOWHERE = new Snapshot(Map.of(), Map.of());

    private static boolean alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("rnn4j-prefetch"));
    }

    @Test
    void givesWhatTheSourceGives() {
        try (Prefetch<Integer> prefetch = Prefetch.of(List.of(1, 2, 3).iterator(), () -> NOWHERE, 2)) {
            assertThat(prefetch).toIterable().containsExactly(1, 2, 3);
            assertThat(prefetch.hasNext()).isFalse();
            assertThatThrownBy(prefetch::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(alive()).isFalse();
    }

    @Test
    void closedWithAnEndlessSourceNoThreadIsLeft() {
        AtomicLong made = new AtomicLong();
        Iterator<Long> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Long next() {
                return made.incrementAndGet();
            }
        };
        Prefetch<Long> prefetch = Prefetch.of(endless, () -> NOWHERE, 3);
        assertThat(prefetch.next()).isEqualTo(1);
        prefetch.close();

        assertThat(alive()).isFalse();
        assertThat(made.get()).as("made ahead").isLessThanOrEqualTo(5);
        assertThatThrownBy(prefetch::hasNext).hasMessageContaining("closed");
    }

    /** Fault T14: a source that blocks for ever is told, with the place where it does. */
    @Test
    @Timeout(30)
    void aSourceThatHangsIsToldWithItsPlace() {
        CountDownLatch never = new CountDownLatch(1);
        Iterator<Integer> hanging = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                return readFromADiskThatIsGone(never);
            }
        };
        try (Prefetch<Integer> prefetch =
                Prefetch.of(hanging, () -> NOWHERE, 1).waitingAtMost(Duration.ofMillis(300))) {
            assertThatThrownBy(prefetch::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no batch for PT0.3S")
                    .cause()
                    .satisfies(cause -> assertThat(cause.getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("readFromADiskThatIsGone")));
        }
        assertThat(alive()).isFalse();
    }

    private static int readFromADiskThatIsGone(CountDownLatch never) {
        try {
            never.await();
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Fault T14: nothing is no batch, and not the end either. */
    @Test
    void nullIsNoBatch() {
        Iterator<Integer> source =
                Arrays.asList(1, new AtomicReference<Integer>().get(), 3).iterator();
        try (Prefetch<Integer> prefetch = Prefetch.of(source, () -> NOWHERE, 2)) {
            assertThat(prefetch.next()).isEqualTo(1);
            assertThatThrownBy(prefetch::next).hasMessageContaining("the source gave null; let hasNext() tell the end");
        }
    }

    @Test
    void aFailureComesAtItsBatch() {
        Iterator<Integer> failing = List.of(1, 2).stream()
                .map(each -> {
                    if (each == 2) {
                        throw new IllegalStateException("no more");
                    }
                    return each;
                })
                .iterator();
        try (Prefetch<Integer> prefetch = Prefetch.of(failing, () -> NOWHERE, 5)) {
            assertThat(prefetch.next()).isEqualTo(1);
            assertThatThrownBy(prefetch::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no more");
        }
    }

    /** A run that goes on from the place told sees each batch once, whatever was made ahead. */
    @Test
    void thePlaceIsThatOfWhatWasHandedOut() {
        LengthBatches source = LengthBatches.of(new int[] {3, 1, 4, 1, 5, 9, 2, 6}, 2, 7);
        LengthBatches plain = LengthBatches.of(new int[] {3, 1, 4, 1, 5, 9, 2, 6}, 2, 7);
        Snapshot place;
        try (Prefetch<int[]> prefetch = Prefetch.of(source, source::snapshot, 3)) {
            for (int i = 0; i < 6; i++) {
                assertThat(prefetch.next()).isEqualTo(plain.next());
            }
            place = prefetch.place();
        }
        LengthBatches resumed = LengthBatches.of(new int[] {3, 1, 4, 1, 5, 9, 2, 6}, 2, 7);
        resumed.restore(place);
        assertThat(resumed.next()).isEqualTo(plain.next());
        assertThatThrownBy(() -> Prefetch.of(source, source::snapshot, 0)).hasMessageContaining("0 batches ahead");
    }
}
