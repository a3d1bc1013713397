package rnn4j.train;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import rnn4j.tensor.NonFinite;

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

    /** Not for a stream of bytes: it is read where the exception is caught. */
    private final transient Optional<NonFinite> origin;

    DivergenceException(
            long step, double loss, double gradientNorm, List<String> parameters, Optional<NonFinite> origin) {
        super(
                "train: loss " + loss + ", gradient norm " + gradientNorm + " at step " + step
                        + (parameters.isEmpty() ? "" : ", gradients not finite of " + String.join(", ", parameters))
                        + origin.map(first -> ", begun by " + first).orElse("")
                        + "; nothing was changed: look at its batch, lower the learning rate or clip gradients",
                step);
        this.origin = origin;
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

    /** Returns where the first number was not finite: operation, layer, row and time step; empty where that was not found. */
    public Optional<NonFinite> origin() {
        return origin;
    }
}
