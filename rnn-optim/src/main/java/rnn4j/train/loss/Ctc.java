package rnn4j.train.loss;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * Connectionist temporal classification: −log of the probability of all paths that read as the labels, in nats. A path has a symbol
 * or a blank at each step; repeated symbols are read as one, then blanks are left out. Graves et al. 2006, "Connectionist temporal
 * classification: labelling unsegmented sequence data with recurrent neural networks".
 *
 * <p>Predictions are logits {@code [time, batch, symbols]}, with a mask {@code [time, batch]}; targets are the labels of each row of
 * the batch, of any number, none too. Sums over paths are in double precision. The mean is by steps of the predictions, not by labels;
 * there is no second derivative. {@code rnn4j.decode.CtcDecoder} reads what a model has learned.
 *
 * @param reduction how the rows become one number
 * @param blank the symbol that stands for nothing
 */
public record Ctc(Reduction reduction, int blank) implements Loss<List<List<Integer>>> {

    /** Checks the symbol. */
    public Ctc {
        checkArgument(blank >= 0, "ctc: the blank is symbol %s; use 0 or more", blank);
    }

    /**
     * Returns the loss.
     *
     * @throws IllegalArgumentException when a label is no symbol or the blank, or a row has too few steps for its labels: one for
     *     each, and one more between two that are equal
     */
    @Override
    public Tensor of(Tensor logits, List<List<Integer>> labels, Mask mask) {
        if (logits.shape().rank() != 3) {
            throw new ShapeException("ctc", logits.shape() + " predicted; give [time, batch, symbols]");
        }
        int symbols = logits.shape().size(-1);
        checkArgument(blank < symbols, "ctc: the blank is symbol %s of %s; use 0 to one below", blank, symbols);
        if (labels.size() != logits.shape().size(1)) {
            throw new ShapeException(
                    "ctc", labels.size() + " rows of labels for logits " + logits.shape() + "; give one per row");
        }
        ValidSteps steps = ValidSteps.of(mask);
        Tensor logs = steps.rows(logits).logSoftmax(-1);
        List<CtcPaths> paths = paths(logs, labels, mask);
        double sum = 0;
        for (CtcPaths each : paths) {
            sum -= each.logProbability();
        }
        Tensor loss = Tensor.scalar((float) sum);
        Tape.fused(
                List.of(logs),
                List.of(loss),
                gradients -> gradients.pass(0, slope(paths, logs.shape()).mul(gradients.of(0))));
        return reduction.of(loss, steps.count());
    }

    private List<CtcPaths> paths(Tensor logs, List<List<Integer>> labels, Mask mask) {
        List<List<Integer>> rows = new ArrayList<>();
        labels.forEach(each -> rows.add(new ArrayList<>()));
        int next = 0;
        for (int t = 0; t < mask.shape().size(0); t++) {
            for (int row = 0; row < labels.size(); row++) {
                if (mask.at(t, row)) {
                    rows.get(row).add(next++);
                }
            }
        }
        int symbols = logs.shape().size(1);
        float[] values = logs.values();
        List<CtcPaths> paths = new ArrayList<>();
        for (int row = 0; row < labels.size(); row++) {
            check(row, labels.get(row), rows.get(row).size(), symbols);
            paths.add(new CtcPaths(values, symbols, Ints.toArray(rows.get(row)), labels.get(row), blank));
        }
        return paths;
    }

    private void check(int row, List<Integer> labels, int steps, int symbols) {
        int needed = labels.size();
        for (int i = 0; i < labels.size(); i++) {
            int label = labels.get(i);
            if (label < 0 || label >= symbols || label == blank) {
                throw new IllegalArgumentException("ctc: label " + label + " of row " + row + ", number " + i
                        + ", is no symbol; use 0 to " + (symbols - 1) + " without the blank " + blank);
            }
            if (i > 0 && labels.get(i - 1) == label) {
                needed++;
            }
        }
        if (needed > steps) {
            throw new IllegalArgumentException("ctc: the " + labels.size() + " labels of row " + row + " take " + needed
                    + " steps and it has " + steps + "; give it more steps or leave it out");
        }
    }

    private static Tensor slope(List<CtcPaths> paths, Shape shape) {
        float[] slope = new float[shape.count()];
        paths.forEach(each -> each.addSlope(slope));
        return Tensor.of(shape, slope);
    }
}
