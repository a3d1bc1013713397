package rnn4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Snapshot;

/**
 * Looks for a learning rate: a short run whose rate rises exponentially tells where the loss falls and where it flies off. Smith 2017,
 * "Cyclical learning rates for training neural networks", arXiv:1506.01186, section 3.3. The parameters are set back afterwards.
 */
public final class RateFinder {

    /** How much of the smoothed loss stays at each step. */
    private static final double SMOOTH = 0.9;

    /** The run ends when the smoothed loss is so many times the least one. */
    private static final double FLOWN = 4;

    /** Steps at the beginning in which the smoothed loss says little. */
    private static final int SETTLING = 10;

    /** Over so many steps to either side a slope is measured: batches differ. */
    private static final int WINDOW = 5;

    private RateFinder() {}

    /**
     * A step of the run.
     *
     * @param rate the learning rate
     * @param loss smoothed, corrected for its beginning at zero
     */
    public record Point(double rate, double loss) {}

    /**
     * Searches; the run ends early when the loss flies off.
     *
     * @param optimizer a fresh one
     * @param low the first rate, such as 1e-6
     * @param high the last rate, such as 1
     * @param steps how many lie between them, at least 20
     * @return the steps that were made, in order
     */
    public static <B> List<Point> search(
            Parameters parameters,
            Objective<? super B> objective,
            Supplier<Optimizer> optimizer,
            Iterable<? extends B> batches,
            double low,
            double high,
            long steps) {
        checkArgument(low > 0 && low < high, "rate finder: rates from %s to %s; let them rise from above 0", low, high);
        checkArgument(steps >= 2 * SETTLING, "rate finder: %s steps; use %s or more", steps, 2 * SETTLING);
        double perStep = StrictMath.log(high / low) / (steps - 1);
        Schedule rising = step -> low * StrictMath.exp(perStep * step);
        Snapshot before = parameters.snapshot();
        Curve curve = new Curve();
        try (Trainer<B> trainer = Trainer.<B>of(parameters, objective)
                .optimizer(optimizer.get())
                .schedule(rising)
                .listener(curve)
                .build()) {
            trainer.train(batches, Until.steps(steps));
        } catch (DivergenceException flownOff) {
            // the points up to there are what was wanted
        } finally {
            parameters.restore(before);
        }
        return List.copyOf(curve.points);
    }

    /**
     * Returns the rate at which the loss falls most steeply over the logarithm of the rate: a good one to begin with, or a bit below.
     *
     * @param points as {@link #search} returns them
     * @throws IllegalArgumentException when the loss fell nowhere; rates were too low or too high for it
     */
    public static double steepest(List<Point> points) {
        double steepest = 0;
        double rate = Double.NaN;
        for (int i = SETTLING; i + WINDOW < points.size(); i++) {
            Point before = points.get(i - WINDOW);
            Point after = points.get(i + WINDOW);
            double slope = (after.loss() - before.loss()) / StrictMath.log(after.rate() / before.rate());
            if (slope < steepest) {
                steepest = slope;
                rate = points.get(i).rate();
            }
        }
        if (Double.isNaN(rate)) {
            throw new IllegalArgumentException("rate finder: the loss falls nowhere in " + points.size()
                    + " steps; search among lower rates, or make more steps");
        }
        return rate;
    }

    /** Smooths the losses as they come. */
    private static final class Curve implements TrainingListener {
        private final List<Point> points = new ArrayList<>();
        private double mean;
        private double least = Double.POSITIVE_INFINITY;
        private Runnable finish = () -> {};

        @Override
        public void attached(Trainer<?> trainer) {
            finish = trainer::finish;
        }

        @Override
        public void stepped(StepReport report) {
            mean = SMOOTH * mean + (1 - SMOOTH) * report.loss();
            double loss = mean / (1 - StrictMath.pow(SMOOTH, points.size() + 1));
            points.add(new Point(report.rate(), loss));
            least = Math.min(least, loss);
            if (points.size() > SETTLING && loss > FLOWN * least) {
                finish.run();
            }
        }
    }
}
