package rnn4j.kernel;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Share the parts of a pass among a few threads that wait for work, first spinning, then parked.
 *
 * <p>The threads are daemons and are started by {@link #of} alone, never more than the JVM has processors (the system
 * property {@code rnn4j.threads.max} allows another number). One pass runs at a time: a pass that is started from within
 * a part, or by a second thread meanwhile, runs serially on its caller, so nothing can wait for itself.
 */
public final class Workers implements AutoCloseable {
    private static final ScopedValue<Workers> CURRENT = ScopedValue.newInstance();
    private static final Workers SINGLE = new Workers(1);

    /** About a third of a millisecond: longer than what lies between two products of one training step. */
    private static final int SPINS = 20_000;

    private final Thread[] threads;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** The number of the pass in the upper half, the parts not yet taken in the lower one. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Thread caller;
    private volatile @Nullable Throwable failure;

    /** Written before the ticket of its pass, read after a part of it was taken. */
    private @Nullable IntConsumer part;

    private Workers(int threads) {
        this.threads = new Thread[threads - 1];
    }

    /**
     * Start workers; the thread that runs a pass counts as one of them.
     *
     * @param threads at least 1; cut to the processors of the JVM
     */
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("workers: " + threads + " threads; ask for at least 1");
        }
        Workers workers = new Workers(Math.min(threads, most()));
        for (int i = 0; i < workers.threads.length; i++) {
            workers.threads[i] =
                    Thread.ofPlatform().daemon().name("rnn4j-worker-" + (i + 1)).unstarted(workers::work);
        }
        Arrays.stream(workers.threads).forEach(Thread::start);
        return workers;
    }

    private static int most() {
        return Math.max(
                1, Integer.getInteger("rnn4j.threads.max", Runtime.getRuntime().availableProcessors()));
    }

    /** The workers bound for the current thread by {@link #within}, else the calling thread alone. */
    public static Workers current() {
        return CURRENT.orElse(SINGLE);
    }

    /** The number of threads that share a pass, its caller included. */
    public int threads() {
        return threads.length + 1;
    }

    /** Whether a pass begun now runs on its caller alone: there is no other thread, or all share a pass already. */
    boolean alone() {
        return threads.length == 0 || busy.get();
    }

    /** Bind these workers for the kernels that {@code work} calls on this thread. */
    public <R extends @Nullable Object, X extends Throwable> R within(ScopedValue.CallableOp<? extends R, X> work)
            throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /**
     * Run the parts 0 to {@code parts - 1}, each once, in any order, and return when all are done. The first failure of a
     * part reaches the caller; parts not yet begun are then left out.
     */
    public void run(int parts, IntConsumer part) {
        Objects.requireNonNull(part, "part");
        if (closed) {
            throw new IllegalStateException("workers: closed; run passes before closing them");
        }
        if (threads.length == 0 || parts <= 1 || !busy.compareAndSet(false, true)) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        try {
            share(parts, part);
        } finally {
            this.part = null;
            busy.set(false);
        }
    }

    private void share(int parts, IntConsumer part) {
        this.part = part;
        failure = null;
        unfinished.set(parts);
        long pass = (ticket.get() >>> 32) + 1;
        ticket.set(pass << 32 | parts);
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        takeParts(pass);
        awaitOthers();
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("workers: a part failed", thrown);
        }
    }

    private void awaitOthers() {
        for (int spins = 0; spins < SPINS; spins++) {
            if (unfinished.get() == 0) {
                return;
            }
            Thread.onSpinWait();
        }
        caller = Thread.currentThread();
        boolean interrupted = false;
        while (unfinished.get() != 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        caller = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Take parts of a pass until none is left. A part that was taken keeps its pass alive until it is finished. */
    private void takeParts(long pass) {
        for (long left = ticket.get(); left >>> 32 == pass && (int) left != 0; left = ticket.get()) {
            if (ticket.compareAndSet(left, left - 1)) {
                runPart((int) left - 1);
            }
        }
    }

    private void runPart(int index) {
        try {
            IntConsumer taken = part;
            if (failure == null && taken != null) {
                taken.accept(index);
            }
        } catch (Throwable e) { // goes to the caller; a worker outlives what its parts throw
            failure = e;
        }
        if (unfinished.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
        }
    }

    private void work() {
        long seen = 0;
        while (true) {
            seen = awaitPassAfter(seen);
            if (closed) {
                return;
            }
            takeParts(seen);
        }
    }

    private long awaitPassAfter(long seen) {
        int spins = 0;
        while (!closed) {
            long pass = ticket.get() >>> 32;
            if (pass != seen) {
                return pass;
            }
            if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                Thread.interrupted(); // nobody has a reason to interrupt a worker; parking would spin for ever
            }
        }
        return seen;
    }

    /** End the threads, once those at work have finished their part. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        for (Thread thread : threads) {
            while (thread.isAlive() && thread != Thread.currentThread()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
