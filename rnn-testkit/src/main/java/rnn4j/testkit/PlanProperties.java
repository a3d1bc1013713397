package rnn4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.cell.plan.Plans;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** What layers run, a plan of the step where there is one, is the step. */
final class PlanProperties {

    private static final int TIME = 5;

    /** Steps enough that a plan with little room keeps states at some of them alone. */
    private static final int LONG = 12;

    private PlanProperties() {}

    static List<Property> all() {
        String cure =
                "compute by tensor operations only, from the input, the state, the parameters and constants made of"
                        + " the options";
        return List.of(
                new Property(
                        "a plan gives the bits of the steps",
                        "layers would compute something else than the equations; " + cure,
                        PlanProperties::full),
                new Property(
                        "a plan gives the bits of the steps, with lengths, resets and backward",
                        "layers would compute something else than the equations; " + cure,
                        PlanProperties::ragged),
                new Property(
                        "a recorded plan gives the bits of the steps",
                        "training would see something else than the equations; " + cure,
                        PlanProperties::recorded),
                new Property(
                        "gradients by a plan are those of the steps",
                        "training would follow something else than the equations; " + cure,
                        PlanProperties::gradients),
                new Property(
                        "gradients do not depend on what a plan keeps",
                        "a training would depend on the memory of the machine; " + cure,
                        PlanProperties::kept));
    }

    private static Tensor inputs(Trial trial) {
        return trial.subject().inputs("x", TIME);
    }

    private static void full(Trial trial) {
        Subject subject = trial.subject();
        Sequence sequence = Sequence.full(inputs(trial));
        State from = subject.reached(trial.batch());
        new Bits("by a plan", "step by step")
                .same(
                        Plans.driver(subject.cell()).run(sequence, from, Direction.FORWARD, Resets.none()),
                        subject.run(sequence, from));
    }

    private static Sequence raggedInputs(Trial trial) {
        int[] lengths = IntStream.range(0, trial.batch())
                .map(row -> TIME - row % (TIME + 1))
                .toArray();
        return new Sequence(inputs(trial), Lengths.of(lengths));
    }

    private static Resets resets(Trial trial) {
        boolean[] before = new boolean[TIME * trial.batch()];
        IntStream.range(0, before.length).forEach(at -> before[at] = at % 7 == 3);
        return Resets.of(Mask.of(Shape.of(TIME, trial.batch()), before));
    }

    private static void ragged(Trial trial) {
        Subject subject = trial.subject();
        Driver plan = Plans.driver(subject.cell());
        Driver steps = new StepDriver(subject.cell());
        State from = subject.reached(trial.batch());
        for (Direction direction : Direction.values()) {
            new Bits("by a plan, " + direction, "step by step")
                    .same(
                            plan.run(raggedInputs(trial), from, direction, resets(trial)),
                            steps.run(raggedInputs(trial), from, direction, resets(trial)));
        }
    }

    private static void recorded(Trial trial) {
        Subject subject = trial.subject();
        Driver plan = Plans.driver(subject.cell());
        State from = subject.reached(trial.batch());
        Sequence sequence = raggedInputs(trial);
        Unrolled expected = new StepDriver(subject.cell()).run(sequence, from, Direction.FORWARD, resets(trial));
        Tape.differentiate(() -> {
            Unrolled recorded = plan.run(sequence, from, Direction.FORWARD, resets(trial));
            new Bits("by a plan that records", "step by step").same(recorded, expected);
            return recorded.outputs().values().sum();
        });
    }

    private static void gradients(Trial trial) {
        Subject subject = trial.subject();
        int batch = trial.batch();
        Map<String, Tensor> steps = new WeightedRun(subject, batch, TIME).gradients(inputs(trial), 0, batch);
        Map<String, Tensor> planned =
                new WeightedRun(Plans.driver(subject.cell()), subject, batch, TIME).gradients(inputs(trial), 0, batch);
        double error = Distance.normwise(
                List.copyOf(planned.values()),
                steps.values().stream().map(Distance::wide).toList());
        trial.worst().met(Worst.Kind.PLANNED, error);
        if (!(error <= Worst.Kind.PLANNED.bound())) {
            throw new AssertionError("the gradient by a plan is " + error + " of its norm away from that of the steps; "
                    + Worst.Kind.PLANNED.bound() + " is allowed");
        }
    }

    private static void kept(Trial trial) {
        Subject subject = trial.subject();
        int batch = trial.batch();
        Tensor x = subject.inputs("x", LONG);
        Map<String, Tensor> all =
                new WeightedRun(Plans.driver(subject.cell()), subject, batch, LONG).gradients(x, 0, batch);
        Map<String, Tensor> few =
                new WeightedRun(Plans.driver(subject.cell(), 1), subject, batch, LONG).gradients(x, 0, batch);
        all.forEach((name, gradient) -> new Bits("with all values kept", "with few")
                .same("gradient of '" + name + "'", gradient, few.getOrDefault(name, gradient)));
    }
}
