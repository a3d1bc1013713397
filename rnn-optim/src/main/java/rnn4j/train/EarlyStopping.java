package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Snapshot;

/**
 * Ends a run when a score of the validation has not become better for some validations, and sets the parameters back to those of the best
 * one, however the run ends: listeners that keep the last weights, such as {@link Checkpoints}, are added before it. Prechelt 1998, "Early stopping — but when?".
 */
public final class EarlyStopping implements TrainingListener {

    private final Parameters parameters;
    private final Score score;
    private final int patience;
    private @Nullable Trainer<?> trainer;
    private @Nullable Snapshot best;
    private OptionalDouble bestValue = OptionalDouble.empty();
    private long bestStep;
    private int worse;

    /**
     * Describes when to end.
     *
     * @param parameters of the model
     * @param score which score counts, and what is better
     * @param patience how many validations in a row may bring nothing better, at least 1
     */
    public EarlyStopping(Parameters parameters, Score score, int patience) {
        checkArgument(patience >= 1, "early stopping: patience of %s validations; use 1 or more", patience);
        this.parameters = parameters;
        this.score = score;
        this.patience = patience;
    }

    @Override
    public void attached(Trainer<?> trainer) {
        this.trainer = trainer;
    }

    @Override
    public void started(long step, long epoch, Until until) {
        worse = 0;
    }

    @Override
    public void validated(ValidationReport report) {
        double value = score.of(report);
        if (score.better(value, bestValue)) {
            bestValue = OptionalDouble.of(value);
            bestStep = report.step();
            best = parameters.snapshot();
            worse = 0;
            return;
        }
        worse++;
        if (worse >= patience && trainer != null) {
            trainer.finish();
        }
    }

    @Override
    public void stopped(Outcome outcome) {
        if (best != null) {
            parameters.restore(best);
        }
    }

    /** Returns the best score so far; empty before the first validation. */
    public OptionalDouble best() {
        return bestValue;
    }

    /** Returns the step of the best score; 0 before the first validation. */
    public long bestStep() {
        return bestStep;
    }
}
