package rnn4j.train;

import com.google.common.collect.Maps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import rnn4j.optim.Clipped;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.NonFinite;
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

    /** Between the seeds of the passes of a step, so that each draws its own random numbers: 2⁶⁴ over the golden ratio, odd. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What a step tells of itself. */
    record Applied(double loss, double rate, Clipped gradients) {}

    /** The loss and gradients of a step. */
    private record Slope(double loss, Map<String, Tensor> gradients) {
        boolean finite() {
            return Double.isFinite(loss) && gradients.values().stream().allMatch(Tensor::finite);
        }
    }

    /**
     * Makes a step.
     *
     * @param batches one or more, each weighed by its symbols
     * @param seed of what is random in the pass
     * @param made how many steps were made before
     * @throws DivergenceException when loss or gradients are not finite; then nothing has changed
     */
    Applied apply(List<Counted<B>> batches, long seed, long made) {
        double rate = schedule.rate(made);
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "schedule: learning rate " + rate + "; give a finite number that is not negative");
        }
        Slope slope = batches.size() == 1 ? slope(batches.getFirst().batch(), seed, made) : sum(batches, seed, made);
        Clipped clipped = clipping.clip(slope.gradients());
        if (!Double.isFinite(slope.loss()) || !Double.isFinite(clipped.norm())) {
            throw diverged(slope, clipped.norm(), batches.getFirst().batch(), seed, made);
        }
        optimizer.step(parameters, clipped, rate);
        objective.applied();
        return new Applied(slope.loss(), rate, clipped);
    }

    private Slope slope(B batch, long seed, long made) {
        Differentiated differentiated = workspace.pass(
                () -> pass(batch, seed, made).within(() -> Tape.differentiate(() -> objective.loss(batch))));
        return new Slope(
                differentiated.value().value(),
                trained(differentiated.gradients().parameters()));
    }

    private TrainingPass pass(B batch, long seed, long made) {
        return TrainingPass.of(seed, made).samples(samples.apply(batch));
    }

    /** Runs the pass once more, step by step, to tell where it began: the bits repeat, so nothing need be watched before. */
    private DivergenceException diverged(Slope slope, double norm, B batch, long seed, long made) {
        Optional<NonFinite> origin = Optional.empty();
        Optional<Throwable> failure = Optional.empty();
        try {
            origin = pass(batch, seed, made).within(() -> NonFinite.find(() -> objective.loss(batch)));
        } catch (RuntimeException | OutOfMemoryError e) { // it takes more room than the pass did
            failure = Optional.of(e);
        }
        DivergenceException diverged =
                new DivergenceException(made + 1, slope.loss(), norm, notFinite(slope.gradients()), origin);
        failure.ifPresent(diverged::addSuppressed);
        return diverged;
    }

    /** One pass after another: a state that is carried goes on from batch to batch, as the last of them is applied with the step. */
    private Slope sum(List<Counted<B>> batches, long seed, long made) {
        double all = 0;
        for (Counted<B> each : batches) {
            all += each.symbols();
        }
        double loss = 0;
        Map<String, Tensor> sums = new LinkedHashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            if (i > 0) {
                objective.applied();
            }
            double share = batches.get(i).symbols() / all;
            Slope slope = slope(batches.get(i).batch(), seed + i * SPREAD, made);
            if (!slope.finite()) { // to be found while the objective still stands where this pass began
                double norm = clipping.clip(slope.gradients()).norm();
                throw diverged(slope, norm, batches.get(i).batch(), seed + i * SPREAD, made);
            }
            loss += share * slope.loss();
            slope.gradients().forEach((name, gradient) -> {
                Tensor part = gradient.mul((float) share);
                Tensor sum = sums.get(name);
                sums.put(name, sum == null ? part : sum.add(part));
            });
        }
        return new Slope(loss, sums);
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
