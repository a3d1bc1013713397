package rnn4j.testkit;

import java.util.List;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** The smallest sequences and batches are sequences and batches. */
final class EdgeProperties {

    private static final int TIME = 5;

    private EdgeProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "no steps are legal",
                        "an empty sequence would end a run; let shape() and step() agree on the states",
                        EdgeProperties::noSteps),
                new Property(
                        "one step is a step",
                        "training and streaming would disagree; pass everything on from step to step as a state",
                        EdgeProperties::oneStep),
                new Property(
                        "no rows are legal",
                        "an empty batch would end a run; let nothing but sizes follow the batch",
                        EdgeProperties::noRows));
    }

    private static void noSteps(Trial trial) {
        Subject subject = trial.subject();
        int output = subject.cell().shape().output();
        State from = subject.reached(trial.batch());
        Tensor none = Tensor.zeros(Shape.of(0, trial.batch(), output));
        new Bits("over no steps", "as given")
                .same(subject.run(subject.inputs("x", 0), from), new Unrolled(Sequence.full(none), from));
    }

    private static void oneStep(Trial trial) {
        Subject subject = trial.subject();
        State from = subject.reached(trial.batch());
        Tensor one = subject.inputs("x", 1);
        new Bits("as a sequence of one step", "as a step")
                .same(subject.run(one, from), SequenceProperties.inOrder(subject.stepByStep(one, from), from));
    }

    private static void noRows(Trial trial) {
        Subject subject = trial.subject();
        Shape outputs = subject.run(subject.inputs("x", TIME, 0), subject.initial(0))
                .outputs()
                .values()
                .shape();
        if (!outputs.equals(Shape.of(TIME, 0, subject.cell().shape().output()))) {
            throw new AssertionError("outputs of no rows are " + outputs);
        }
    }
}
