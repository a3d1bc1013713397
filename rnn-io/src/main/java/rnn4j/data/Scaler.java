package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/**
 * Moves and stretches each feature: (x − centre) / scale, by numbers that are found in the training part alone. A feature that never
 * changes is moved only.
 */
public final class Scaler {

    private static final String CENTRE = "centre";
    private static final String SCALE = "scale";

    private final Tensor centre;
    private final Tensor scale;

    private Scaler(Tensor centre, Tensor scale) {
        this.centre = centre;
        this.scale = scale;
    }

    /** The two numbers of a feature. */
    private record Feature(double centre, double scale) {}

    /** Returns a scaler to mean 0 and standard deviation 1 of these rows, {@code [time, features]}. */
    public static Scaler standard(Tensor rows) {
        return fitted(rows, Scaler::meanAndDeviation);
    }

    /** Returns a scaler to 0 at the least and 1 at the greatest value of these rows, {@code [time, features]}. */
    public static Scaler minMax(Tensor rows) {
        return fitted(rows, sorted -> new Feature(sorted[0], sorted[sorted.length - 1] - sorted[0]));
    }

    /** Returns a scaler to 0 at the median and 1 between the quartiles of these rows, {@code [time, features]}: outliers count little. */
    public static Scaler robust(Tensor rows) {
        return fitted(
                rows, sorted -> new Feature(quantile(sorted, 0.5), quantile(sorted, 0.75) - quantile(sorted, 0.25)));
    }

    private static Feature meanAndDeviation(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return new Feature(mean, Math.sqrt(squares / values.length));
    }

    /** Between two values, in proportion. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static Scaler fitted(Tensor rows, Function<double[], Feature> fit) {
        checkArgument(
                rows.shape().rank() == 2 && rows.shape().size(0) > 0,
                "scaler: rows of %s; give [time, features], with a step at least",
                rows.shape());
        int time = rows.shape().size(0);
        int features = rows.shape().size(1);
        float[] values = rows.values();
        float[] centre = new float[features];
        float[] scale = new float[features];
        for (int feature = 0; feature < features; feature++) {
            double[] column = new double[time];
            for (int step = 0; step < time; step++) {
                column[step] = values[step * features + feature];
                checkArgument(
                        Double.isFinite(column[step]),
                        "scaler: feature %s is %s at step %s; fill what is missing first",
                        feature,
                        column[step],
                        step);
            }
            Arrays.sort(column);
            Feature fitted = fit.apply(column);
            centre[feature] = (float) fitted.centre;
            scale[feature] = fitted.scale > 0 ? (float) fitted.scale : 1;
        }
        return new Scaler(Tensor.of(Shape.of(features), centre), Tensor.of(Shape.of(features), scale));
    }

    /** Returns scaled values; the last axis is that of the features. */
    public Tensor transform(Tensor values) {
        return checked(values).sub(centre).div(scale);
    }

    /** Returns values as they were before {@link #transform}, but for rounding. */
    public Tensor inverse(Tensor values) {
        return checked(values).mul(scale).add(centre);
    }

    private Tensor checked(Tensor values) {
        if (values.shape().rank() == 0
                || values.shape().size(-1) != centre.shape().size(0)) {
            throw new ShapeException(
                    "scaler",
                    values.shape() + " for a scaler of " + centre.shape().size(0) + " features; give as many");
        }
        return values;
    }

    /** Returns the numbers; a model's file should hold them. */
    public Snapshot snapshot() {
        return new Snapshot(Map.of(CENTRE, centre, SCALE, scale), Map.of());
    }

    /**
     * Returns the scaler whose numbers these are.
     *
     * @throws IllegalArgumentException when they are of something else
     */
    public static Scaler of(Snapshot snapshot) {
        Tensor centre = snapshot.tensors().get(CENTRE);
        Tensor scale = snapshot.tensors().get(SCALE);
        if (centre == null
                || scale == null
                || !centre.shape().equals(scale.shape())
                || centre.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "scaler: the snapshot holds " + snapshot.tensors().keySet() + "; use what snapshot() gave");
        }
        return new Scaler(centre, scale);
    }
}
