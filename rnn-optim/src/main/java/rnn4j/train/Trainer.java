package rnn4j.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Threads;

/**
 * Trains parameters: batch by batch, the loss's gradient, clipped, makes a step of the optimizer.
 *
 * <p>A step happens as a whole or not at all. When the loss or a gradient is NaN or infinite, a
 * {@link DivergenceException} ends the run before anything was written, or what {@link OnDivergence} says follows. Any other exception ends it as a
 * {@link TrainingException} that tells the step. Cancelling, an interrupt and a time limit take effect between two steps.
 *
 * <p>One thread trains at a time. The trainer owns its threads and its listeners, and closes both.
 *
 * @param <B> a batch, whatever it is
 */
public final class Trainer<B> implements AutoCloseable {

    private final TrainingStep<B> work;
    private final ToLongFunction<? super B> symbols;
    private final Validation validation;
    private final Listeners listeners;
    private final Threads threads;
    private final LongSupplier clock;
    private final Survival survival;
    private final Duration patience;

    /** How many batches make a step. */
    private final int together;

    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile boolean finished;
    private boolean closed;
    private long seed;
    private long step;
    private long epoch;
    private long began;

    Trainer(
            TrainingStep<B> work,
            long seed,
            ToLongFunction<? super B> symbols,
            Validation validation,
            Listeners listeners,
            int threads,
            int together,
            OnDivergence onDivergence,
            Duration patience,
            LongSupplier clock) {
        this.work = work;
        this.seed = seed;
        this.symbols = symbols;
        this.validation = validation;
        this.listeners = listeners;
        this.threads = Threads.of(threads);
        this.together = together;
        this.survival = new Survival(onDivergence);
        this.patience = patience;
        this.clock = clock;
    }

    /** Makes the listeners known to it; where one of them refuses, everything is closed again. */
    Trainer<B> attached() {
        try {
            listeners.tell("the trainer", step, listener -> listener.attached(this));
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Begins to describe a trainer.
     *
     * @param parameters which are trained: a whole model's, or a scope of them; the others stay as they are
     * @param objective their loss
     */
    public static <B> TrainerBuilder<B> of(Parameters parameters, Objective<? super B> objective) {
        return new TrainerBuilder<>(parameters, objective);
    }

    /**
     * Trains until a limit is reached, or the run is cancelled or interrupted.
     *
     * @param batches asked for an iterator once per epoch; no batch is asked for that is not used
     * @return where and why the run ended
     * @throws DivergenceException when the loss or a gradient is not finite
     * @throws TrainingException when the objective, the batches, the schedule, the validation or a listener throws
     */
    public Outcome train(Iterable<? extends B> batches, Until until) {
        return alone("train", () -> {
            began = clock.getAsLong();
            survival.begin(this);
            try {
                return new Shutdown(this, patience).during(() -> threads.within(() -> observed(batches, until)));
            } finally {
                cancelled = false;
                finished = false;
            }
        });
    }

    private Outcome observed(Iterable<? extends B> batches, Until until) {
        Outcome outcome;
        try {
            listeners.tell("the start", step, listener -> listener.started(step, epoch, until));
            outcome = outcome(run(batches, until));
        } catch (RuntimeException | Error failure) {
            tellFailed(failure);
            throw failure;
        }
        listeners.tell("the end", step, listener -> listener.stopped(outcome));
        return outcome;
    }

    private void tellFailed(Throwable failure) {
        try {
            Outcome outcome = outcome(Outcome.Reason.FAILED);
            listeners.tell("the failure", step, listener -> listener.stopped(outcome));
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    private Outcome.Reason run(Iterable<? extends B> batches, Until until) {
        Optional<Outcome.Reason> end = end(until);
        while (end.isEmpty()) {
            long before = step;
            Iterator<? extends B> pass = reported("the batches", batches::iterator);
            while (end.isEmpty() && reported("the batches", pass::hasNext)) {
                use(reported("the batches", () -> portion(pass)));
                end = end(until);
            }
            if (end.isEmpty()) {
                checkProgress(before);
                epoch++;
                end = end(until);
            }
        }
        return end.get();
    }

    private Optional<Outcome.Reason> end(Until until) {
        if (cancelled) {
            return Optional.of(Outcome.Reason.CANCELLED);
        }
        if (finished) {
            return Optional.of(Outcome.Reason.FINISHED);
        }
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(Outcome.Reason.INTERRUPTED);
        }
        return until.reached(step, epoch, seconds());
    }

    private void checkProgress(long before) {
        if (step == before) {
            throw new TrainingException(
                    "train: an epoch without a batch at step " + (step + 1) + "; give at least one", step + 1);
        }
    }

    /** Draws the batches of one step; at the end of an epoch there may be fewer. */
    private List<Counted<B>> portion(Iterator<? extends B> pass) {
        List<Counted<B>> portion = new ArrayList<>();
        for (int drawn = 0; drawn < together && pass.hasNext(); drawn++) {
            B batch = pass.next();
            if (batch == null) {
                throw new TrainingException(
                        "train: the batches gave null at step " + (step + 1) + "; let hasNext() tell the end",
                        step + 1);
            }
            long count = reported("the count of symbols", () -> symbols.applyAsLong(batch));
            if (count > 0) {
                portion.add(new Counted<>(batch, count));
            }
        }
        return portion;
    }

    private void use(List<Counted<B>> batches) {
        if (batches.isEmpty()) {
            return;
        }
        long count = batches.stream().mapToLong(Counted::symbols).sum();
        TrainingStep.Applied applied;
        try {
            applied = reported("the step", () -> work.apply(batches, seed, step));
        } catch (DivergenceException divergence) {
            survive(divergence);
            return;
        }
        step++;
        survival.applied(this);
        StepReport report = new StepReport(
                step,
                epoch,
                applied.loss(),
                applied.rate(),
                applied.gradients().norm(),
                applied.gradients().changed(),
                count,
                seconds());
        listeners.tell("a step", step, listener -> listener.stepped(report));
        if (validation.due(step)) {
            validate();
        }
    }

    private void survive(DivergenceException divergence) {
        Optional<Snapshot> good = survival.after(divergence);
        listeners.tell("a divergence", step, listener -> listener.diverged(divergence));
        good.ifPresent(this::setBack);
    }

    private void validate() {
        Map<String, Double> scores =
                reported("the validation", step, () -> validation.scores().get());
        ValidationReport report = new ValidationReport(step, scores, seconds());
        listeners.tell("a validation", step, listener -> listener.validated(report));
    }

    /** Runs a part of the step to come. */
    private <R> R reported(String what, Supplier<R> part) {
        return reported(what, step + 1, part);
    }

    /** Runs a part of the user's and tells the step in which it failed. */
    private static <R> R reported(String what, long at, Supplier<R> part) {
        try {
            return part.get();
        } catch (TrainingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TrainingException("train: " + what + " failed at step " + at + ": " + e.getMessage(), at, e);
        }
    }

    /** Ends the run after its present step; from any thread. Before a run: that one ends at once. */
    public void cancel() {
        cancelled = true;
    }

    /** Ends the run after its present step, as one that has done what it should; from any thread. */
    public void finish() {
        finished = true;
    }

    /** Returns how many steps were made. */
    public long step() {
        return step;
    }

    /** Returns how many times all batches were used. */
    public long epoch() {
        return epoch;
    }

    /** Returns the seed of what is random in training. */
    public long seed() {
        return seed;
    }

    /** Returns parameters, optimizer, seed and counts; to be asked between two steps, as a listener does, or between runs. */
    public Snapshot snapshot() {
        return TrainerSnapshot.of(work.parameters(), work.optimizer(), new TrainerSnapshot.Counts(seed, step, epoch));
    }

    /**
     * Sets parameters, optimizer, seed and counts back; what the objective and the batches remember is their own.
     *
     * @throws IllegalArgumentException when the snapshot is of another model or optimizer; then nothing has changed
     */
    public void restore(Snapshot snapshot) {
        alone("restore", () -> setBack(snapshot));
    }

    private TrainerSnapshot.Counts setBack(Snapshot snapshot) {
        TrainerSnapshot.Counts counts = TrainerSnapshot.restore(snapshot, work.parameters(), work.optimizer(), seed);
        seed = counts.seed();
        step = counts.step();
        epoch = counts.epoch();
        return counts;
    }

    private <R> R alone(String call, Supplier<R> work) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException(call + ": this trainer is at work; wait for its run to end");
        }
        try {
            if (closed) {
                throw new IllegalStateException(call + ": this trainer is closed; build another one");
            }
            return work.get();
        } finally {
            busy.set(false);
        }
    }

    private Outcome outcome(Outcome.Reason reason) {
        return new Outcome(step, epoch, seconds(), reason);
    }

    private double seconds() {
        return (clock.getAsLong() - began) * 1e-9;
    }

    /** Ends the threads and closes the listeners; a second call does nothing. */
    @Override
    public void close() {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("close: this trainer is at work; cancel it and wait for its run to end");
        }
        try {
            if (!closed) {
                closed = true;
                threads.close();
                listeners.tell("the close", step, TrainingListener::close);
            }
        } finally {
            busy.set(false);
        }
    }
}
