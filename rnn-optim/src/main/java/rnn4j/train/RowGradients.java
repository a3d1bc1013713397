package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import rnn4j.optim.Clipped;
import rnn4j.optim.Clipping;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;
import rnn4j.tensor.Workspace;

/**
 * What each row of a batch has for a gradient, and the mean of the rows' gradients with each within a bound: one row can then
 * move a step no further than any other. Abadi et al., "Deep learning with differential privacy", 2016, algorithm 1, without
 * its noise.
 *
 * <p>Rows run one after the other, each as it would alone, with the random numbers that it has in its batch; of all their
 * gradients no more than one is there at a time, beside their sum. So it takes the memory of a row, and the time of as many
 * small passes as there are rows.
 *
 * @param <B> a batch, whatever it is
 */
public final class RowGradients<B> {

    private final Objective<? super B> objective;
    private final Rows<B> rows;
    private final Function<? super B, long[]> samples;
    private final Workspace workspace = new Workspace();

    /** The loss and gradients of a row. */
    private record Slope(double loss, Map<String, Tensor> gradients) {}

    /**
     * The mean over the rows of a batch.
     *
     * @param loss of the rows
     * @param gradients of the rows, each within the bound, by the full name of the parameter
     * @param norms of the gradients as they came, one for each row
     * @param clipped how many of them were beyond the bound
     */
    public record Mean(double loss, Map<String, Tensor> gradients, List<Double> norms, int clipped) {

        /** Keeps copies. */
        public Mean {
            gradients = Map.copyOf(gradients);
            norms = List.copyOf(norms);
        }
    }

    /**
     * Prepares for batches of one kind.
     *
     * @param objective its loss of a batch of one row is that row's
     * @param rows takes batches apart
     * @param samples which samples of the data the rows of a batch are, or none, where random numbers follow the row
     */
    public RowGradients(Objective<? super B> objective, Rows<B> rows, Function<? super B, long[]> samples) {
        this.objective = objective;
        this.rows = rows;
        this.samples = samples;
    }

    /**
     * Returns the Euclidean norm of each row's gradient, over all parameters.
     *
     * @param seed of what is random in training
     * @param step how many steps were made before
     */
    public double[] norms(B batch, long seed, long step) {
        double[] norms = new double[rows.count(batch)];
        Clipping none = Clipping.none();
        for (int row = 0; row < norms.length; row++) {
            int at = row;
            norms[row] = workspace.pass(
                    () -> none.clip(slope(batch, at, seed, step).gradients()).norm());
        }
        return norms;
    }

    /**
     * Returns the mean of the rows' gradients, each scaled down to a bound where it is longer.
     *
     * @param bound the greatest norm that stays as it is, above 0
     * @param seed of what is random in training
     * @param step how many steps were made before
     */
    public Mean clipped(B batch, double bound, long seed, long step) {
        int count = rows.count(batch);
        checkArgument(count >= 1, "row gradients: a batch of %s rows; give at least one", count);
        Clipping clipping = Clipping.globalNorm(bound);
        Map<String, float[]> sums = new LinkedHashMap<>();
        Map<String, Tensor> shapes = new LinkedHashMap<>();
        double[] norms = new double[count];
        double loss = 0;
        int beyond = 0;
        for (int row = 0; row < count; row++) {
            int at = row;
            Slope slope = workspace.pass(() -> slope(batch, at, seed, step));
            Clipped clipped = clipping.clip(slope.gradients());
            norms[row] = clipped.norm();
            beyond += clipped.changed() ? 1 : 0;
            loss += slope.loss() / count;
            clipped.gradients().forEach((name, gradient) -> {
                shapes.putIfAbsent(name, gradient.copy());
                add(sums.computeIfAbsent(name, any -> new float[gradient.shape().count()]), gradient.values());
            });
        }
        Map<String, Tensor> mean = new LinkedHashMap<>();
        shapes.forEach((name, any) -> mean.put(
                name,
                Tensor.of(any.shape(), sums.getOrDefault(name, new float[0])).div(count)));
        return new Mean(loss, mean, Arrays.stream(norms).boxed().toList(), beyond);
    }

    private static void add(float[] sum, float... gradient) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += gradient[i];
        }
    }

    private Slope slope(B batch, int row, long seed, long step) {
        long[] all = samples.apply(batch);
        TrainingPass pass = TrainingPass.of(seed, step).samples(all.length > 0 ? all[row] : row);
        Supplier<Tensor> loss = () -> objective.loss(rows.row(batch, row));
        Differentiated slope = pass.within(() -> Tape.differentiate(loss));
        return new Slope(slope.value().value(), slope.gradients().parameters());
    }
}
