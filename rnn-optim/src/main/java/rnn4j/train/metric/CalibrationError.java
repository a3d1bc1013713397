package rnn4j.train.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.ValidSteps;

/**
 * The expected calibration error: by how much confidence and accuracy differ, from 0 to 1. Guo et al. 2017, arXiv:1706.04599, equation
 * 3.
 *
 * <p>Steps fall into bins by the probability of the class they guess; the error is the mean over steps of |accuracy − confidence| of
 * their bins.
 */
public final class CalibrationError implements Metric<Ids> {

    private final long[] counts;
    private final long[] right;
    private final double[] confidence;

    /**
     * What fell into a bin.
     *
     * @param count how many steps
     * @param confidence the mean probability of the classes they guess; NaN without steps
     * @param accuracy the share of right guesses; NaN without steps
     */
    public record Bin(long count, double confidence, double accuracy) {}

    /** Begins with no step; probabilities from 0 to 1 are divided into so many equal bins, usually 15. */
    public CalibrationError(int bins) {
        checkArgument(bins >= 1, "calibration: %s bins; use some 15", bins);
        counts = new long[bins];
        right = new long[bins];
        confidence = new double[bins];
    }

    @Override
    public String name() {
        return "calibration error";
    }

    /** Counts steps; logits are {@code [time, batch, classes]}, labels {@code [time, batch]}. */
    @Override
    public void add(Tensor logits, Ids labels, Mask mask) {
        ValidSteps steps = ValidSteps.of(mask);
        int classes = logits.shape().size(-1);
        Ids truth = steps.labels(labels, classes);
        float[] rows = steps.rows(logits).softmax(-1).values();
        for (int row = 0; row < steps.count(); row++) {
            int guess = Guesses.of(rows, row, classes);
            double probability = rows[row * classes + guess];
            int bin = Math.min((int) (probability * counts.length), counts.length - 1);
            counts[bin]++;
            confidence[bin] += probability;
            if (guess == truth.at(row)) {
                right[bin]++;
            }
        }
    }

    /** Returns the bins, those of low probabilities first: a reliability diagram. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            bins.add(new Bin(counts[i], confidence[i] / counts[i], (double) right[i] / counts[i]));
        }
        return List.copyOf(bins);
    }

    @Override
    public double value() {
        double sum = 0;
        for (Bin bin : bins()) {
            if (bin.count() > 0) {
                sum += bin.count() * Math.abs(bin.accuracy() - bin.confidence());
            }
        }
        return sum / count();
    }

    @Override
    public long count() {
        long count = 0;
        for (long each : counts) {
            count += each;
        }
        return count;
    }
}
