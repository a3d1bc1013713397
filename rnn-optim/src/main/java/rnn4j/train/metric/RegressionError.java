package rnn4j.train.metric;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import rnn4j.tensor.Mask;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.ValidSteps;

/**
 * How far predicted numbers are from their targets, over all features of all steps.
 *
 * <p>Predictions and targets are {@code [time, batch, features]}.
 */
public final class RegressionError implements Metric<Tensor> {

    private final String name;
    private final DoubleBinaryOperator each;
    private final DoubleUnaryOperator finish;
    private double sum;
    private long numbers;
    private long steps;

    private RegressionError(String name, DoubleBinaryOperator each, DoubleUnaryOperator finish) {
        this.name = name;
        this.each = each;
        this.finish = finish;
    }

    /** Returns the mean absolute error, {@code MAE}: mean |ŷ − y|, in the targets' unit. */
    public static RegressionError absolute() {
        return new RegressionError("MAE", (p, y) -> Math.abs(p - y), mean -> mean);
    }

    /** Returns the root of the mean square error, {@code RMSE}: √ mean (ŷ − y)², in the targets' unit. */
    public static RegressionError rootMeanSquare() {
        return new RegressionError("RMSE", (p, y) -> (p - y) * (p - y), Math::sqrt);
    }

    /** Returns the mean absolute percentage error, {@code MAPE %}: 100 mean |ŷ − y| / |y|; a target of 0 is refused. */
    public static RegressionError percentage() {
        return new RegressionError("MAPE %", RegressionError::share, mean -> 100 * mean);
    }

    private static double share(double predicted, double target) {
        if (target == 0) {
            throw new IllegalArgumentException(
                    "MAPE: a target is 0, of which there is no share; mask its step or use MAE");
        }
        return Math.abs(predicted - target) / Math.abs(target);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(Tensor predicted, Tensor targets, Mask mask) {
        if (!predicted.shape().equals(targets.shape())) {
            throw new ShapeException(
                    name, predicted.shape() + " predicted for targets " + targets.shape() + "; give equal shapes");
        }
        ValidSteps valid = ValidSteps.of(mask);
        float[] p = valid.rows(predicted).values();
        float[] y = valid.rows(targets).values();
        double more = 0;
        for (int i = 0; i < p.length; i++) {
            more += each.applyAsDouble(p[i], y[i]);
        }
        sum += more;
        numbers += p.length;
        steps += valid.count();
    }

    @Override
    public double value() {
        return finish.applyAsDouble(sum / numbers);
    }

    @Override
    public long count() {
        return steps;
    }
}
