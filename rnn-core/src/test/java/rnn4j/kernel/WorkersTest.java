package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers run every part once, hand failures to the caller, never wait for themselves, and go when they are closed. */
@Timeout(60)
class WorkersTest {
    @BeforeEach
    void allowMoreThreadsThanProcessors() {
        System.setProperty("rnn4j.threads.max", "8");
    }

    @AfterEach
    void allowNoMore() {
        System.clearProperty("rnn4j.threads.max");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyPartRunsOnce(int threads) {
        try (Workers workers = Workers.of(threads)) {
            assertThat(workers.threads()).isEqualTo(threads);
            for (int pass = 0; pass < 2000; pass++) {
                int parts = pass % 17;
                AtomicIntegerArray runs = new AtomicIntegerArray(17);
                workers.run(parts, runs::incrementAndGet);
                for (int part = 0; part < 17; part++) {
                    assertThat(runs.get(part)).as("part %d of %d", part, parts).isEqualTo(part < parts ? 1 : 0);
                }
            }
        }
    }

    @Test
    void partsRunAtTheSameTime() {
        try (Workers workers = Workers.of(3)) {
            CountDownLatch all = new CountDownLatch(3);
            workers.run(3, part -> {
                all.countDown();
                await(all); // ends only if three threads are here
            });
            assertThat(all.getCount()).isZero();
        }
    }

    @Test
    void parkedWorkersWakeUp() throws InterruptedException {
        try (Workers workers = Workers.of(2)) {
            for (int pass = 0; pass < 3; pass++) {
                CountDownLatch both = new CountDownLatch(2);
                workers.run(2, part -> {
                    both.countDown();
                    await(both);
                });
                for (Thread thread : named()) {
                    thread.join(Duration.ofMillis(20)); // long past the spins
                }
            }
        }
    }

    @Test
    void whatIsWrittenBeforeAndInPartsIsSeenAfterThem() {
        try (Workers workers = Workers.of(4)) {
            int[] values = new int[64];
            for (int pass = 1; pass < 3000; pass++) {
                int add = pass;
                workers.run(64, part -> values[part] += add);
            }
            assertThat(values).containsOnly(2999 * 3000 / 2);
        }
    }

    /** Fault C06. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aFailureReachesTheCallerAndTheWorkersLiveOn(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (Throwable thrown : List.of(new IllegalStateException("part"), new AssertionError("error"))) {
                assertThatThrownBy(() -> workers.run(5, part -> {
                            if (part == 3) {
                                sneak(thrown);
                            }
                        }))
                        .isSameAs(thrown);
                AtomicInteger runs = new AtomicInteger();
                workers.run(5, part -> runs.incrementAndGet());
                assertThat(runs).hasValue(5);
            }
        }
    }

    private static void sneak(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(thrown);
        }
    }

    /** Fault C07, nested passes. */
    @Test
    void passesWithinPartsRunSeriallyOnTheirOwnThread() {
        try (Workers workers = Workers.of(3)) {
            AtomicInteger runs = new AtomicInteger();
            ConcurrentLinkedQueue<Thread> strangers = new ConcurrentLinkedQueue<>();
            workers.within(() -> {
                Workers.current().run(3, outer -> {
                    Thread here = Thread.currentThread();
                    Workers.current().run(4, inner -> runs.incrementAndGet());
                    workers.run(4, inner -> {
                        runs.incrementAndGet();
                        if (Thread.currentThread() != here) {
                            strangers.add(Thread.currentThread());
                        }
                    });
                });
                return null;
            });
            assertThat(runs).hasValue(24);
            assertThat(strangers).isEmpty();
        }
    }

    @Test
    void threadsThatShareWorkersDoNotWaitForEachOther() throws InterruptedException {
        try (Workers workers = Workers.of(2)) {
            AtomicInteger runs = new AtomicInteger();
            List<Thread> callers = IntStream.range(0, 6)
                    .mapToObj(i -> (i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> {
                        for (int pass = 0; pass < 500; pass++) {
                            workers.run(3, part -> runs.incrementAndGet());
                        }
                    }))
                    .toList();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(runs).hasValue(6 * 500 * 3);
        }
    }

    @Test
    void interruptsOfTheCallerAreKept() {
        try (Workers workers = Workers.of(2)) {
            Thread.currentThread().interrupt();
            AtomicInteger runs = new AtomicInteger();
            workers.run(8, part -> runs.incrementAndGet());
            assertThat(runs).hasValue(8);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void withinBindsForItsScopeOnly() {
        assertThat(Workers.current().threads()).isEqualTo(1);
        try (Workers workers = Workers.of(2)) {
            assertThat(workers.within(Workers::current)).isSameAs(workers);
            assertThat(Workers.current()).isNotSameAs(workers);
        }
    }

    @Test
    void closingEndsTheThreadsAndMayBeRepeated() {
        for (int i = 0; i < 200; i++) {
            Workers workers = Workers.of(3);
            assertThat(named()).hasSize(2).allMatch(Thread::isDaemon);
            workers.run(3, part -> {});
            workers.close();
            workers.close();
            assertThat(named()).isEmpty();
            assertThatThrownBy(() -> workers.run(1, part -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("workers: closed; run passes before closing them");
        }
    }

    /** Fault C05. */
    @Test
    void closingDuringAPassLetsItFinish() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Workers workers = Workers.of(3);
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            Thread caller = Thread.ofPlatform()
                    .start(() -> workers.run(100, part -> {
                        begun.countDown();
                        runs.incrementAndGet();
                    }));
            await(begun);
            workers.close();
            caller.join();
            assertThat(runs).hasValue(100);
        }
    }

    @Test
    void noMoreThreadsThanAllowed() {
        System.setProperty("rnn4j.threads.max", "2");
        try (Workers workers = Workers.of(100)) {
            assertThat(workers.threads()).isEqualTo(2);
        }
        System.clearProperty("rnn4j.threads.max");
        try (Workers workers = Workers.of(100)) {
            assertThat(workers.threads())
                    .isEqualTo(Math.min(100, Runtime.getRuntime().availableProcessors()));
        }
        assertThatThrownBy(() -> Workers.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers: 0 threads; ask for at least 1");
    }

    private static List<Thread> named() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rnn4j-worker-"))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
