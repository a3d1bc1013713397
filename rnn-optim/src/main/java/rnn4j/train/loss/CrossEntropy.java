package rnn4j.train.loss;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Doubles;
import java.util.List;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * The softmax cross-entropy: Lᵗ = −log ŷᵗ[target], ŷᵗ = softmax(logitsᵗ), in nats.
 *
 * <p>Computed from the logits in one piece, so it is finite wherever they are: log ŷ = z − max z − log Σ e^(z − max z).
 * Predictions are logits {@code [time, batch, classes]}, targets are classes {@code [time, batch]}. With smoothing ε over K classes
 * and weights w, as in PyTorch:
 *
 * <pre>
 * Lᵗ = −(1 − ε) w[target] log ŷᵗ[target] − ε/K Σ w[k] log ŷᵗ[k]
 * </pre>
 *
 * <p>and the mean over steps is ΣLᵗ / Σ w[target].
 *
 * @param reduction how the steps become one number
 * @param smoothing ε, which share of a label goes to all classes alike, from 0 to below 1: Szegedy et al. 2016, arXiv:1512.00567,
 *     section 7
 * @param weights of the classes, one each, 0 or more; none for 1 each
 */
public record CrossEntropy(Reduction reduction, double smoothing, List<Double> weights) implements Loss<Ids> {

    /** Checks the numbers. */
    public CrossEntropy {
        weights = List.copyOf(weights);
        checkArgument(smoothing >= 0 && smoothing < 1, "cross-entropy: smoothing %s; use 0 to below 1", smoothing);
        for (double weight : weights) {
            checkArgument(
                    weight >= 0 && Double.isFinite(weight),
                    "cross-entropy: weight %s of a class; use finite numbers that are not negative",
                    weight);
        }
    }

    /** Describes the loss without smoothing, all classes alike. */
    public CrossEntropy(Reduction reduction) {
        this(reduction, 0, List.of());
    }

    /** Returns this loss with smoothed labels. */
    public CrossEntropy smoothed(double share) {
        return new CrossEntropy(reduction, share, weights);
    }

    /** Returns this loss with a weight for each class. */
    public CrossEntropy weighted(double... perClass) {
        return new CrossEntropy(reduction, smoothing, Doubles.asList(perClass));
    }

    /**
     * Returns the loss.
     *
     * @throws IllegalArgumentException when a target that counts is no class; the step and row are told
     */
    @Override
    public Tensor of(Tensor logits, Ids targets, Mask mask) {
        ValidSteps steps = ValidSteps.of(mask);
        Tensor rows = steps.rows(logits);
        int classes = logits.shape().size(-1);
        Ids labels = steps.labels(targets, classes);
        Tensor likelihood = rows.logLikelihood(labels);
        if (weights.isEmpty()) {
            return reduction.of(smoothed(likelihood.sum(), rows, classes).neg(), steps.count());
        }
        Tensor ofClasses = weights(classes);
        Tensor ofLabels = ofClasses.gather(labels);
        Tensor sum = smoothed(likelihood.mul(ofLabels).sum(), rows, classes).neg();
        return reduction.of(sum, ofLabels.sum().value());
    }

    /** Mixes the sum for the labels with that for all classes alike. */
    private Tensor smoothed(Tensor sum, Tensor rows, int classes) {
        if (smoothing == 0) {
            return sum;
        }
        Tensor all = rows.logSoftmax(-1);
        Tensor weighted = weights.isEmpty() ? all : all.mul(weights(classes));
        return sum.mul((float) (1 - smoothing)).add(weighted.sum().mul((float) (smoothing / classes)));
    }

    private Tensor weights(int classes) {
        if (weights.size() != classes) {
            throw new ShapeException(
                    "loss", weights.size() + " weights for " + classes + " classes; give one for each class");
        }
        float[] numbers = new float[classes];
        for (int i = 0; i < classes; i++) {
            numbers[i] = weights.get(i).floatValue();
        }
        return Tensor.of(Shape.of(classes), numbers);
    }
}
