package rnn4j.train;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rnn4j.tensor.Snapshot;

/** Counts the steps of a run that diverged, and keeps what it may go back to. */
final class Survival {

    private static final Logger LOG = System.getLogger(Trainer.class.getName());

    private final OnDivergence policy;
    private int diverged;
    private @Nullable Snapshot good;

    Survival(OnDivergence policy) {
        this.policy = policy;
    }

    /** Begins a run. */
    void begin(Trainer<?> trainer) {
        diverged = 0;
        good = policy.action() == OnDivergence.Action.ROLL_BACK ? trainer.snapshot() : null;
    }

    /** Is told that a step was applied. */
    void applied(Trainer<?> trainer) {
        if (policy.action() == OnDivergence.Action.SKIP_STEP) {
            diverged = 0;
        }
        if (policy.action() == OnDivergence.Action.ROLL_BACK && trainer.step() % policy.every() == 0) {
            good = trainer.snapshot();
        }
    }

    /**
     * Returns what to go back to; nothing where the step is passed over.
     *
     * @throws DivergenceException the same, when the run is to end
     */
    Optional<Snapshot> after(DivergenceException divergence) {
        diverged++;
        if (diverged > policy.most()) {
            throw divergence;
        }
        LOG.log(
                Level.WARNING,
                "{0} {1} of {2}: {3}",
                policy.action() == OnDivergence.Action.SKIP_STEP ? "step skipped," : "gone back,",
                diverged,
                policy.most(),
                divergence.getMessage());
        return Optional.ofNullable(good);
    }
}
