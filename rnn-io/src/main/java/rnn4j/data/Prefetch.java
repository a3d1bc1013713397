package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rnn4j.tensor.Snapshot;

/**
 * Makes batches ahead on a thread of its own, while others are trained on; closed, no thread is left.
 *
 * <p>An exception of the source comes when the batch that it kept from being made is asked for. The place that is told is that of the batch
 * handed out last, not of those made ahead.
 *
 * @param <B> a batch, whatever it is
 */
public final class Prefetch<B> implements Iterator<B>, AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private static final Snapshot NOWHERE = new Snapshot(Map.of(), Map.of());

    private final BlockingQueue<Made<B>> queue;
    private final Thread thread;
    private final Supplier<Snapshot> places;
    private @Nullable Made<B> ahead;
    private Snapshot place;
    private Duration patience = FOR_EVER;
    private boolean closed;

    /** A batch, or why there is none, or the end, which has neither; and the place behind it. */
    private record Made<B>(@Nullable B batch, @Nullable RuntimeException failure, Snapshot place) {}

    private Prefetch(Iterator<? extends B> source, Supplier<Snapshot> places, int ahead) {
        this.places = places;
        this.place = places.get();
        this.queue = new ArrayBlockingQueue<>(ahead);
        this.thread = Thread.ofPlatform().daemon().name("rnn4j-prefetch").unstarted(() -> make(source));
    }

    /**
     * Begins to make batches ahead.
     *
     * @param source is used by the thread alone from now on
     * @param places returns the source's place, such as {@code cursor::snapshot}; asked for behind each batch
     * @param ahead how many batches may wait, at least 1
     */
    public static <B> Prefetch<B> of(Iterator<? extends B> source, Supplier<Snapshot> places, int ahead) {
        checkArgument(ahead >= 1, "prefetch: %s batches ahead; use 1 or more", ahead);
        Prefetch<B> prefetch = new Prefetch<>(source, places, ahead);
        prefetch.thread.start();
        return prefetch;
    }

    /**
     * Sets how long the next batch may be waited for, a year unless this is set: a source that hangs is then an error, which tells
     * where it hangs.
     */
    public Prefetch<B> waitingAtMost(Duration patience) {
        checkArgument(patience.isPositive(), "prefetch: waiting %s; use more than no time", patience);
        this.patience = patience;
        return this;
    }

    private void make(Iterator<? extends B> source) {
        try {
            while (true) {
                Made<B> made = next(source);
                queue.put(made);
                if (made.batch == null) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt(); // nobody waits for more
        }
    }

    private Made<B> next(Iterator<? extends B> source) {
        try {
            if (!source.hasNext()) {
                return new Made<>(null, null, places.get());
            }
            B batch = source.next();
            if (batch == null) { // no null check reaches into a user's source
                throw new IllegalStateException("prefetch: the source gave null; let hasNext() tell the end");
            }
            return new Made<>(batch, null, places.get());
        } catch (RuntimeException e) {
            return new Made<>(null, e, NOWHERE);
        }
    }

    private Made<B> ahead() {
        if (closed) {
            throw new IllegalStateException("prefetch: closed; begin another one");
        }
        Made<B> made = ahead;
        if (made == null) {
            try {
                made = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("prefetch: interrupted while waiting for a batch", e);
            }
            if (made == null) {
                throw hangs();
            }
            ahead = made;
        }
        return made;
    }

    private IllegalStateException hangs() {
        IllegalStateException hangs = new IllegalStateException("prefetch: no batch for " + patience
                + "; look where the source hangs, which is the cause of this, or wait longer by waitingAtMost()");
        IllegalStateException there = new IllegalStateException("the source is here");
        there.setStackTrace(thread.getStackTrace());
        hangs.initCause(there);
        return hangs;
    }

    @Override
    public boolean hasNext() {
        Made<B> made = ahead();
        return made.batch != null || made.failure != null;
    }

    @Override
    public B next() {
        Made<B> made = ahead();
        if (made.failure != null) {
            throw made.failure;
        }
        if (made.batch == null) {
            throw new NoSuchElementException("prefetch: the source has ended");
        }
        ahead = null;
        place = made.place;
        return made.batch;
    }

    /** Returns the source's place behind the batch that was handed out last. */
    public Snapshot place() {
        return place;
    }

    /** Ends the thread; batches made ahead are lost, and the source is where they left it. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(patience); // a source that hangs may not hear the interrupt
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
