package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rnn4j.cell.State;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A gradient belongs to its row: none comes out of padding or from neighbours, and a batch's is the sum of its rows'. */
final class GradientProperties {

    private static final int TIME = 4;

    private GradientProperties() {}

    static List<Property> all() {
        String cure = "compute by tensor operations only, and let none of them go across the rows";
        return List.of(
                new Property(
                        "two equal passes give the same gradients",
                        "a training could not be repeated; draw no random number on the way back",
                        GradientProperties::repeated),
                new Property(
                        "padding reaches no gradient and has none",
                        "padding would be trained on, and a NaN beyond the end of a row would end a training; " + cure,
                        GradientProperties::padding),
                new Property(
                        "a row's gradient does not see its neighbours",
                        "what a row teaches would depend on who else is in the batch; " + cure,
                        GradientProperties::neighbours),
                new Property(
                        "the gradient of a batch is the sum of its rows'",
                        "clipping by rows and training on shares of a batch would follow another gradient; let no slope"
                                + " depend on how many rows there are",
                        GradientProperties::sum));
    }

    private static void repeated(Trial trial) {
        Subject subject = trial.subject();
        Passage passage = Passage.over(subject, trial.batch(), TIME);
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(trial.batch());
        same("in the first pass", passage.gradients(x, from), "in the second", passage.gradients(x, from));
    }

    private static void same(String one, List<Tensor> first, String other, List<Tensor> second) {
        for (int i = 0; i < first.size(); i++) {
            new Bits(one, other).same(i == 0 ? "gradient of the input" : "gradient " + i, first.get(i), second.get(i));
        }
    }

    private static void padding(Trial trial) {
        Subject subject = trial.subject();
        int batch = trial.batch() + 1;
        Passage passage = Passage.over(subject, batch, TIME);
        Tensor real = passage.lengths().mask(TIME).tensor().expand(-1);
        State from = subject.initial(batch);
        Tensor clean = subject.inputs("x", TIME, batch);
        List<Tensor> before = passage.gradients(clean, from);
        for (float garbage : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e38f}) {
            Tensor dirty = Tensor.select(real, clean, Tensor.scalar(garbage));
            same("with padding of random numbers", before, "of " + garbage, passage.gradients(dirty, from));
        }
        Tensor outside = Tensor.select(real, Tensor.scalar(0), before.getFirst());
        for (float value : outside.values()) {
            if (value != 0) {
                throw new AssertionError("the gradient of a step after a row's end is " + value);
            }
        }
    }

    private static void neighbours(Trial trial) {
        Subject subject = trial.subject();
        int rows = trial.batch() + 1;
        Passage passage = Passage.over(subject, rows, TIME);
        State from = subject.initial(rows);
        Tensor x = subject.inputs("x", TIME, rows);
        Tensor own = x.slice(1, 0, 1);
        Tensor others = Tensor.full(Shape.of(TIME, rows - 1, trial.spec().input()), 2);
        Tensor before = passage.gradients(x, from).getFirst().slice(1, 0, 1);
        Tensor after = passage.gradients(Tensor.concat(1, List.of(own, others)), from)
                .getFirst()
                .slice(1, 0, 1);
        new Bits("with random neighbours", "with neighbours of 2").same("gradient of a row's input", before, after);
    }

    private static void sum(Trial trial) {
        Subject subject = trial.subject();
        int rows = trial.batch() + 1;
        Tensor x = subject.inputs("x", TIME, rows);
        Map<String, Tensor> whole = new WeightedRun(subject, rows, TIME).gradients(x, 0, rows);
        List<double[]> sums = new ArrayList<>();
        whole.values().forEach(each -> sums.add(new double[each.shape().count()]));
        for (int row = 0; row < rows; row++) {
            Map<String, Tensor> own = new WeightedRun(subject, rows, TIME).gradients(x, row, row + 1);
            int at = 0;
            for (Tensor each : own.values()) {
                float[] values = each.values();
                double[] sum = sums.get(at++);
                for (int place = 0; place < sum.length; place++) {
                    sum[place] += values[place];
                }
            }
        }
        double error = Distance.normwise(List.copyOf(whole.values()), sums);
        trial.worst().met(Worst.Kind.ROWS, error);
        if (!(error <= Worst.Kind.ROWS.bound())) {
            throw new AssertionError("the gradient of " + rows + " rows is " + error
                    + " of its norm away from the sum of the rows' own; " + Worst.Kind.ROWS.bound() + " is allowed");
        }
    }
}
