package rnn4j.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Keep what a kernel needs for the time of one call, so that a warm call allocates nothing.
 *
 * <p>Without locks: a thread takes what it finds from its own place on, or makes a new one, and gives it back to a free
 * place. What finds no place is left to the collector. So it holds as many as have ever been in use at once.
 */
public final class Pool<T> {
    private static final int PLACES = 64;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);
    private final Supplier<T> maker;

    /** Keep what {@code maker} makes. */
    public Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Take one for a call; give it back after it. */
    public T take() {
        int start = (int) Thread.currentThread().threadId();
        for (int i = 0; i < PLACES; i++) {
            T found = places.getAndSet(start + i & PLACES - 1, null);
            if (found != null) {
                return found;
            }
        }
        return maker.get();
    }

    /** Give one back that was taken. */
    public void give(T back) {
        int start = (int) Thread.currentThread().threadId();
        for (int i = 0; i < PLACES; i++) {
            if (places.compareAndSet(start + i & PLACES - 1, null, back)) {
                return;
            }
        }
    }
}
