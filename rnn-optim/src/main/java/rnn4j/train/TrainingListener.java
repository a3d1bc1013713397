package rnn4j.train;

/**
 * Is told what happens in training, between steps, in the thread that trains.
 *
 * <p>It may read and change parameters and end the run; it may neither train nor close the trainer. If
 * it throws, the other listeners are still told, then the run ends with a {@link TrainingException}.
 */
public interface TrainingListener extends AutoCloseable {

    /**
     * The trainer is built; called once, before anything else. Its seed and its snapshot may be asked for in later calls, and it may be
     * told to end.
     */
    default void attached(Trainer<?> trainer) {}

    /**
     * A run begins.
     *
     * @param step how many steps were made before, by earlier runs
     * @param epoch how many epochs were made before
     * @param until how long it will be
     */
    default void started(long step, long epoch, Until until) {}

    /** A step was applied. */
    default void stepped(StepReport report) {}

    /** A step was not applied, as its loss or gradients were not finite, and the run goes on as {@link OnDivergence} says. */
    default void diverged(DivergenceException divergence) {}

    /** A validation was made. */
    default void validated(ValidationReport report) {}

    /** A run ended, in whatever way. */
    default void stopped(Outcome outcome) {}

    /** The trainer is closed; called once. */
    @Override
    default void close() {}
}
