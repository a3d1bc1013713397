package rnn4j.train;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ends a run when the JVM is told to end, and holds the JVM until the run has: so its last step is whole, and kept. */
final class Shutdown {

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Watches a run.
     *
     * @param patience how long the JVM waits at most; none watches nothing
     */
    Shutdown(Trainer<?> trainer, Duration patience) {
        hook = new Thread(() -> end(trainer, patience), "rnn4j-shutdown");
        if (!patience.isZero()) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private void end(Trainer<?> trainer, Duration patience) {
        trainer.cancel();
        try {
            boolean ended = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                System.err.println("train: the run did not end within " + patience + "; its last step is lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs it to its end, of which all listeners know. */
    <R> R during(Supplier<R> run) {
        try {
            return run.get();
        } finally {
            over.countDown();
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return; // it is the hook that ended the run
        }
    }
}
