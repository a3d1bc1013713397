package rnn4j.testkit;

import java.util.List;
import java.util.stream.IntStream;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.StreamSession;
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

    private PlanProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "a plan gives the bits of the steps",
                        "layers would compute something else than the equations; compute by tensor operations only, from"
                                + " the input, the state, the parameters and constants made of the options",
                        PlanProperties::bits),
                new Property(
                        "fed step by step is the sequence",
                        "a service would give other answers than training saw; pass everything on from step to step as a"
                                + " state",
                        PlanProperties::fed));
    }

    private static void bits(Trial trial) {
        Subject subject = trial.subject();
        int batch = trial.batch();
        Tensor x = subject.inputs("x", TIME);
        int[] lengths =
                IntStream.range(0, batch).map(row -> TIME - row % (TIME + 1)).toArray();
        boolean[] resets = new boolean[TIME * batch];
        IntStream.range(0, resets.length).forEach(at -> resets[at] = at % 7 == 3);
        Driver plan = Plans.driver(subject.cell());
        Driver steps = new StepDriver(subject.cell());
        for (Direction direction : Direction.values()) {
            for (Lengths each : List.of(Lengths.full(batch, TIME), Lengths.of(lengths))) {
                Sequence sequence = new Sequence(x, each);
                State from = subject.reached(batch);
                Resets some = Resets.of(Mask.of(Shape.of(TIME, batch), resets));
                Unrolled expected = steps.run(sequence, from, direction, some);
                Bits same = new Bits("by a plan", "step by step");
                same.same(plan.run(sequence, from, direction, some), expected);
                Tape.differentiate(() -> {
                    Unrolled recorded = plan.run(sequence, from, direction, some);
                    same.same(recorded, expected);
                    return recorded.outputs().values().sum();
                });
            }
        }
    }

    private static void fed(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(trial.batch());
        StreamSession session = Plans.driver(subject.cell()).stream(trial.batch());
        session.restore(from);
        List<Tensor> outputs = IntStream.range(0, TIME)
                .mapToObj(
                        t -> session.step(x.slice(0, t, t + 1).reshape(x.shape().without(0))))
                .toList();
        Unrolled fed = new Unrolled(Sequence.full(Tensor.stack(0, outputs)), session.state());
        new Bits("fed step by step", "as a sequence").same(fed, subject.run(x, from));
    }
}
