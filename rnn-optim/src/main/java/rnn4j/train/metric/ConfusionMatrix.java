package rnn4j.train.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.stream.Collectors;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.ValidSteps;

/** How often steps of each class were taken for each; as a metric it tells the share on the diagonal. Of equal scores the first counts. */
public final class ConfusionMatrix implements Metric<Ids> {

    private final int classes;
    private final long[][] counts;
    private long count;

    /** Begins with no step of so many classes. */
    public ConfusionMatrix(int classes) {
        checkArgument(classes >= 1, "confusion matrix: %s classes; use 1 or more", classes);
        this.classes = classes;
        this.counts = new long[classes][classes];
    }

    @Override
    public String name() {
        return "accuracy";
    }

    /** Counts steps; scores are {@code [time, batch, classes]}, labels {@code [time, batch]}. NaN among the scores is refused. */
    @Override
    public void add(Tensor scores, Ids labels, Mask mask) {
        if (scores.shape().size(-1) != classes) {
            throw new ShapeException(
                    "confusion matrix", "scores " + scores.shape() + " for " + classes + " classes; give one of each");
        }
        ValidSteps steps = ValidSteps.of(mask);
        float[] rows = steps.rows(scores).values();
        Ids truth = steps.labels(labels, classes);
        int[] guesses = new int[steps.count()];
        for (int row = 0; row < guesses.length; row++) {
            guesses[row] = Guesses.of(rows, row, classes);
        }
        for (int row = 0; row < guesses.length; row++) {
            counts[truth.at(row)][guesses[row]]++;
        }
        count += guesses.length;
    }

    /** Returns how many classes there are. */
    public int classes() {
        return classes;
    }

    /** Returns how many steps of a class were taken for one. */
    public long at(int label, int guess) {
        return counts[label][guess];
    }

    /** Returns how many steps there are of a class. */
    public long ofLabel(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    /** Returns how many steps were taken for a class. */
    public long ofGuess(int guess) {
        return Arrays.stream(counts).mapToLong(row -> row[guess]).sum();
    }

    @Override
    public double value() {
        long right = 0;
        for (int i = 0; i < classes; i++) {
            right += counts[i][i];
        }
        return (double) right / count;
    }

    @Override
    public long count() {
        return count;
    }

    /** Returns a line per class, a column per guess. */
    @Override
    public String toString() {
        return Arrays.stream(counts)
                .map(row -> Arrays.stream(row).mapToObj(Long::toString).collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
    }
}
