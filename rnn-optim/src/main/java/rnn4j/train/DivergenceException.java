package rnn4j.train;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The loss or a gradient was NaN or infinite; the step was not applied.
 *
 * <p>Parameters, the optimizer and carried states are, bit for bit, those after the step before.
 */
public final class DivergenceException extends TrainingException {

    private static final long serialVersionUID = 1;

    private final double loss;
    private final double gradientNorm;
    private final ImmutableList<String> parameters;

    DivergenceException(long step, double loss, double gradientNorm, List<String> parameters) {
        super(
                "train: loss " + loss + ", gradient norm " + gradientNorm + " at step " + step
                        + (parameters.isEmpty() ? "" : ", gradients not finite of " + String.join(", ", parameters))
                        + "; nothing was changed: look at its batch, lower the learning rate or clip gradients",
                step);
        this.loss = loss;
        this.gradientNorm = gradientNorm;
        this.parameters = ImmutableList.copyOf(parameters);
    }

    /** Returns the loss of the step. */
    public double loss() {
        return loss;
    }

    /** Returns the norm of all gradients of the step. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** Returns the full names of the parameters whose gradients were not finite. */
    public List<String> parameters() {
        return parameters;
    }
}
