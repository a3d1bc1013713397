package rnn4j.testkit;

import java.util.List;
import java.util.Set;
import rnn4j.cell.CellShape;
import rnn4j.cell.StateShape;
import rnn4j.cell.Step;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** What shape() declares is what a step takes and returns. */
final class ShapeProperties {

    private static final String CURE =
            "drivers, layers and files rely on it; keep it in a final field that the step agrees with";

    private ShapeProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "the input is the one that was asked for", CURE + "; use spec.input()", ShapeProperties::input),
                new Property("the output is as declared", CURE, ShapeProperties::output),
                new Property("the states are as declared", CURE, ShapeProperties::states),
                new Property("shape() never changes", CURE, ShapeProperties::constant),
                new Property(
                        "the initial states are finite",
                        "the first output would be NaN; declare what the recurrence begins with, not what it is compared"
                                + " with",
                        ShapeProperties::finite),
                new Property(
                        "a step creates no parameters",
                        "an optimizer that was made before would not know them; create them with the cell",
                        ShapeProperties::parameters));
    }

    private static Step step(Subject subject) {
        return subject.cell()
                .step(
                        subject.inputs("x", 1).index(0, 0),
                        subject.initial(subject.trial().batch()));
    }

    private static void input(Trial trial) {
        int declared = trial.provider()
                .create(trial.spec(), Parameters.seeded(trial.seed()))
                .shape()
                .input();
        if (declared != trial.spec().input()) {
            throw new AssertionError("it declares input " + declared + " for " + trial.spec());
        }
    }

    private static void output(Trial trial) {
        Subject subject = trial.subject();
        Shape declared = Shape.of(trial.batch(), subject.cell().shape().output());
        Tensor output = step(subject).output();
        if (!output.shape().equals(declared)) {
            throw new AssertionError("step returns the output " + output.shape() + " where shape() says " + declared);
        }
    }

    private static void states(Trial trial) {
        Subject subject = trial.subject();
        CellShape shape = subject.cell().shape();
        Step step = step(subject);
        if (step.state().names().size() != shape.states().size()) {
            throw new AssertionError("step returns the states " + step.state().names() + " where it is " + shape);
        }
        for (StateShape state : shape.states()) {
            Shape next = step.state().get(state.name()).shape();
            if (!next.equals(state.of(trial.batch()))) {
                throw new AssertionError("step returns state '" + state.name() + "' " + next + " where shape() says "
                        + state.of(trial.batch()));
            }
        }
    }

    private static void constant(Trial trial) {
        Subject subject = trial.subject();
        CellShape before = subject.cell().shape();
        step(subject);
        CellShape after = subject.cell().shape();
        if (!after.toString().equals(before.toString()) || !after.columnNames().equals(before.columnNames())) {
            throw new AssertionError("it was " + before + " and is " + after + " after a step");
        }
        for (int i = 0; i < before.states().size(); i++) {
            StateShape state = before.states().get(i);
            new Bits("before a step", "after it")
                    .same(
                            "initial state '" + state.name() + "'",
                            state.initial(),
                            after.states().get(i).initial());
        }
    }

    private static void finite(Trial trial) {
        for (StateShape state : trial.subject().cell().shape().states()) {
            if (!state.initial().finite()) {
                throw new AssertionError("initial state '" + state.name() + "' is not finite: " + state.initial());
            }
        }
    }

    private static void parameters(Trial trial) {
        Subject subject = trial.subject();
        Set<String> created = subject.parameters().named().keySet();
        step(subject);
        if (!subject.parameters().named().keySet().equals(created)) {
            throw new AssertionError("there were " + created + ", and after a step there are "
                    + subject.parameters().named().keySet());
        }
    }
}
