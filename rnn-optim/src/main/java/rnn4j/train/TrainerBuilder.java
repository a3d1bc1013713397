package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import rnn4j.optim.Adam;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Workspace;

/**
 * A trainer's description; what is not said is Adam at a constant rate of 0.001, without clipping, in one thread.
 *
 * @param <B> a batch, whatever it is
 */
public final class TrainerBuilder<B> {

    private final Parameters parameters;
    private final Objective<? super B> objective;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Optimizer optimizer = Optimizer.of(Adam.standard());
    private Schedule schedule = Schedule.constant(1e-3);
    private Clipping clipping = Clipping.none();
    private ToLongFunction<? super B> symbols = batch -> 1;
    private Function<? super B, long[]> samples = batch -> new long[0];
    private long seed;
    private long validateEvery = Long.MAX_VALUE;
    private Supplier<Map<String, Double>> validation = Map::of;
    private int threads = 1;
    private int together = 1;
    private OnDivergence onDivergence = OnDivergence.fail();
    private Duration patience = Duration.ZERO;
    private LongSupplier clock = System::nanoTime;

    TrainerBuilder(Parameters parameters, Objective<? super B> objective) {
        this.parameters = parameters;
        this.objective = objective;
    }

    /** Sets what makes steps of gradients. */
    public TrainerBuilder<B> optimizer(Optimizer optimizer) {
        this.optimizer = optimizer;
        return this;
    }

    /** Sets the learning rate. */
    public TrainerBuilder<B> schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    /** Sets the bounds of gradients. */
    public TrainerBuilder<B> clipping(Clipping clipping) {
        this.clipping = clipping;
        return this;
    }

    /** Sets how many symbols, or whatever is to be counted per second, a batch has; one that has 0 makes no step. */
    public TrainerBuilder<B> symbols(ToLongFunction<? super B> symbols) {
        this.symbols = symbols;
        return this;
    }

    /**
     * Sets which samples of the data the rows of a batch are, by numbers that are all different; what is random in training,
     * such as dropout, then follows the sample wherever it stands. Without it, it follows the number of the row.
     */
    public TrainerBuilder<B> samples(Function<? super B, long[]> samples) {
        this.samples = samples;
        return this;
    }

    /** Sets the seed of what is random in training, 0 unless it is set; a snapshot keeps it. */
    public TrainerBuilder<B> seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets a validation, made outside of a training pass.
     *
     * @param steps after every so many steps, at least 1
     * @param validation returns scores by name, in order
     */
    public TrainerBuilder<B> validateEvery(long steps, Supplier<Map<String, Double>> validation) {
        checkArgument(steps >= 1, "validateEvery: %s steps; use at least 1", steps);
        this.validateEvery = steps;
        this.validation = validation;
        return this;
    }

    /** Adds a listener; the trainer closes it. */
    public TrainerBuilder<B> listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Sets how many threads compute, this one included; they change the speed and no bit. */
    public TrainerBuilder<B> threads(int threads) {
        checkArgument(threads >= 1, "threads: %s; use at least 1", threads);
        this.threads = threads;
        return this;
    }

    /**
     * Sets how many batches make one step, whose gradients are added up: a large batch in the memory of a small one. A batch counts by
     * its {@link #symbols}, so that with as many in each, or with a loss that is a mean over symbols, the step is that of all of them as
     * one batch, but for rounding. A state that the objective carries goes on from batch to batch, also within a step; when the step is
     * refused it has gone on by all batches but the last. At the end of an epoch a step is made of what is left.
     */
    public TrainerBuilder<B> accumulate(int batches) {
        checkArgument(batches >= 1, "accumulate: %s batches; use at least 1", batches);
        this.together = batches;
        return this;
    }

    /** Sets what follows on a step whose loss or gradients are not finite; the run fails unless this is set. */
    public TrainerBuilder<B> onDivergence(OnDivergence policy) {
        this.onDivergence = policy;
        return this;
    }

    /**
     * Makes a run end after its present step when the JVM is told to end, by SIGTERM or Ctrl-C, as it is when a machine is taken
     * away: listeners are told that it was cancelled, so that {@link Checkpoints} keep its last step, and the JVM ends after that.
     *
     * @param patience how long the JVM waits at most, above zero
     */
    public TrainerBuilder<B> endOnShutdown(Duration patience) {
        checkArgument(patience.isPositive(), "endOnShutdown: %s; use more than no time", patience);
        this.patience = patience;
        return this;
    }

    /** Sets what tells nanoseconds; for tests. */
    TrainerBuilder<B> clock(LongSupplier clock) {
        this.clock = clock;
        return this;
    }

    /** Returns the trainer, and starts its threads: close it. */
    public Trainer<B> build() {
        TrainingStep<B> step =
                new TrainingStep<>(parameters, objective, optimizer, schedule, clipping, samples, new Workspace());
        Validation checks = new Validation(validateEvery, validation);
        return new Trainer<>(
                        step,
                        seed,
                        symbols,
                        checks,
                        new Listeners(listeners),
                        threads,
                        together,
                        onDivergence,
                        patience,
                        clock)
                .attached();
    }
}
