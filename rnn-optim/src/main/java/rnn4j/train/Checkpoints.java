package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import rnn4j.tensor.SnapshotStore;

/**
 * Keeps the state of a trainer in a store: {@code last} after every so many steps and at the end of a run, {@code best} after each
 * validation that was better than all before. {@link Trainer#restore} goes on from either.
 */
public final class Checkpoints implements TrainingListener {

    /** The name of the snapshot of the last interval. */
    public static final String LAST = "last";

    /** The name of the snapshot of the best validation. */
    public static final String BEST = "best";

    private final SnapshotStore store;
    private final long steps;
    private final @Nullable Score score;
    private @Nullable Trainer<?> trainer;
    private OptionalDouble best = OptionalDouble.empty();

    private Checkpoints(SnapshotStore store, long steps, @Nullable Score score) {
        this.store = store;
        this.steps = steps;
        this.score = score;
    }

    /**
     * Returns checkpoints at an interval.
     *
     * @param steps after every so many, at least 1
     */
    public static Checkpoints every(long steps, SnapshotStore store) {
        checkArgument(steps >= 1, "checkpoints: every %s steps; use at least 1", steps);
        return new Checkpoints(store, steps, null);
    }

    /** Returns these checkpoints with one of the best validation. */
    public Checkpoints best(Score by) {
        return new Checkpoints(store, steps, by);
    }

    @Override
    public void attached(Trainer<?> trainer) {
        this.trainer = trainer;
    }

    @Override
    public void stepped(StepReport report) {
        if (report.step() % steps == 0) {
            save(LAST);
        }
    }

    @Override
    public void validated(ValidationReport report) {
        if (score != null && score.better(score.of(report), best)) {
            best = OptionalDouble.of(score.of(report));
            save(BEST);
        }
    }

    /** A run that failed keeps its last interval: what it ended with may be what made it fail. */
    @Override
    public void stopped(Outcome outcome) {
        if (outcome.reason() != Outcome.Reason.FAILED) {
            save(LAST);
        }
    }

    private void save(String name) {
        if (trainer != null) {
            store.save(name, trainer.snapshot());
        }
    }
}
