package rnn4j.train;

import com.google.common.collect.Maps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import rnn4j.optim.Clipped;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;
import rnn4j.tensor.Workspace;

/**
 * One step, as a whole or not at all: rate, loss and gradients, a look at them, then the optimizer's one write.
 *
 * @param parameters which are trained; gradients of others are left aside
 * @param samples which samples of the data the rows of a batch are; none where that is not known
 * @param workspace whose room a pass takes and the next one takes again
 */
record TrainingStep<B>(
        Parameters parameters,
        Objective<? super B> objective,
        Optimizer optimizer,
        Schedule schedule,
        Clipping clipping,
        Function<? super B, long[]> samples,
        Workspace workspace) {

    /** What a step tells of itself. */
    record Applied(double loss, double rate, Clipped gradients) {}

    /**
     * Makes a step.
     *
     * @param seed of what is random in the pass
     * @param made how many steps were made before
     * @throws DivergenceException when loss or gradients are not finite; then nothing has changed
     */
    Applied apply(B batch, long seed, long made) {
        double rate = schedule.rate(made);
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "schedule: learning rate " + rate + "; give a finite number that is not negative");
        }
        TrainingPass pass = TrainingPass.of(seed, made).samples(samples.apply(batch));
        Differentiated differentiated =
                workspace.pass(() -> pass.within(() -> Tape.differentiate(() -> objective.loss(batch))));
        double loss = differentiated.value().value();
        Map<String, Tensor> gradients = trained(differentiated.gradients().parameters());
        Clipped clipped = clipping.clip(gradients);
        if (!Double.isFinite(loss) || !Double.isFinite(clipped.norm())) {
            throw new DivergenceException(made + 1, loss, clipped.norm(), notFinite(gradients));
        }
        optimizer.step(parameters, clipped, rate);
        objective.applied();
        return new Applied(loss, rate, clipped);
    }

    private Map<String, Tensor> trained(Map<String, Tensor> gradients) {
        Set<String> own = parameters.named().keySet();
        Map<String, Tensor> trained =
                own.containsAll(gradients.keySet()) ? gradients : Maps.filterKeys(gradients, own::contains);
        if (trained.isEmpty()) {
            throw new IllegalArgumentException("train: the loss depends on none of "
                    + parameters.named().keySet() + "; compute it with the model that was built on them");
        }
        return trained;
    }

    private static List<String> notFinite(Map<String, Tensor> gradients) {
        return gradients.entrySet().stream()
                .filter(gradient -> !gradient.getValue().finite())
                .map(Map.Entry::getKey)
                .toList();
    }
}
