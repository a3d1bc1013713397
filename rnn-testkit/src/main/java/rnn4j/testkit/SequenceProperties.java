package rnn4j.testkit;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StateShape;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A sequence is its steps, however it is cut, turned or begun. */
final class SequenceProperties {

    private static final int TIME = 5;

    private SequenceProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "a sequence is its steps, from any state",
                        "training and streaming would disagree; pass everything on from step to step as a state",
                        SequenceProperties::steps),
                new Property(
                        "cut anywhere is the whole",
                        "truncated training and streaming would see other numbers; pass everything on from step to step"
                                + " as a state",
                        SequenceProperties::cut),
                new Property(
                        "no initial state given is the declared one",
                        "the first step would depend on how it is called; begin from the state that is given, and"
                                + " declare its first value in shape()",
                        SequenceProperties::initial),
                new Property(
                        "a reset is a fresh start",
                        "what came before would reach the next sequence; keep nothing beside the state",
                        SequenceProperties::reset),
                new Property(
                        "a reset of one row leaves the others",
                        "a sequence that begins anew would disturb those beside it; let no operation go across the rows",
                        SequenceProperties::resetOfOne),
                new Property(
                        "backward is forward over the sequence turned round",
                        "a bidirectional layer would mix up times; look at no clock and count in a state",
                        SequenceProperties::backward),
                new Property(
                        "the past does not see the future",
                        "a service, which has no future, would answer otherwise; keep nothing of earlier runs",
                        SequenceProperties::causal),
                new Property(
                        "a state can be handed to another cell",
                        "a service could not go on elsewhere; pass everything on from step to step as a state",
                        SequenceProperties::handedOver));
    }

    private static void steps(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        Bits bits = new Bits("as a sequence", "step by step");
        for (State from : List.of(subject.initial(trial.batch()), subject.reached(trial.batch()))) {
            bits.same(subject.run(x, from), inOrder(subject.stepByStep(x, from), from));
        }
    }

    /** The driver returns states in the declared order, a step in any. */
    static Unrolled inOrder(Unrolled run, State declared) {
        State ordered = declared;
        for (String name : declared.names()) {
            ordered = ordered.with(name, run.last().get(name));
        }
        return new Unrolled(run.outputs(), ordered);
    }

    private static void cut(Trial trial) {
        Subject subject = trial.subject();
        Sequence sequence = Sequence.full(subject.inputs("x", TIME));
        State from = subject.reached(trial.batch());
        Unrolled whole = subject.run(sequence, from);
        for (int at = 0; at <= TIME; at++) {
            Unrolled first = subject.run(sequence.steps(0, at), from);
            Unrolled second = subject.run(sequence.steps(at, TIME), first.last());
            Tensor pieces = Tensor.concat(
                    0, List.of(first.outputs().values(), second.outputs().values()));
            new Bits("as a whole", "cut after " + at + " of " + TIME + " steps")
                    .same(whole, new Unrolled(Sequence.full(pieces), second.last()));
        }
    }

    private static void initial(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        State declared = State.none();
        for (StateShape state : subject.cell().shape().states()) {
            Tensor row = state.initial().expand(0);
            declared = declared.with(state.name(), Tensor.concat(0, Collections.nCopies(trial.batch(), row)));
        }
        new Bits("with none given", "with the declared one given")
                .same(new StepDriver(subject.cell()).run(Sequence.full(x)), subject.run(x, declared));
    }

    private static void reset(Trial trial) {
        Subject subject = trial.subject();
        int batch = trial.batch();
        Sequence sequence = Sequence.full(subject.inputs("x", TIME));
        for (int at = 0; at < TIME; at++) {
            boolean[] before = new boolean[TIME * batch];
            Arrays.fill(before, at * batch, (at + 1) * batch, true);
            Unrolled run = new StepDriver(subject.cell())
                    .run(
                            sequence,
                            subject.reached(batch),
                            Direction.FORWARD,
                            Resets.of(Mask.of(Shape.of(TIME, batch), before)));
            Unrolled after = new Unrolled(run.outputs().steps(at, TIME), run.last());
            new Bits("after a reset before step " + at, "from a fresh start")
                    .same(after, subject.run(sequence.steps(at, TIME), subject.initial(batch)));
        }
    }

    private static void backward(Trial trial) {
        Subject subject = trial.subject();
        Sequence sequence = Sequence.full(subject.inputs("x", TIME));
        State from = subject.reached(trial.batch());
        Unrolled backward = new StepDriver(subject.cell()).run(sequence, from, Direction.BACKWARD, Resets.none());
        Unrolled turned = subject.run(sequence.map(x -> x.reverse(0)), from);
        new Bits("backward", "forward over the sequence turned round")
                .same(backward, new Unrolled(turned.outputs().map(y -> y.reverse(0)), turned.last()));
    }

    private static void resetOfOne(Trial trial) {
        Subject subject = trial.subject();
        int rows = trial.batch() + 1;
        Sequence sequence = Sequence.full(subject.inputs("x", TIME, rows));
        State from = subject.reached(rows);
        boolean[] before = new boolean[TIME * rows];
        before[2 * rows] = true;
        Unrolled run = new StepDriver(subject.cell())
                .run(sequence, from, Direction.FORWARD, Resets.of(Mask.of(Shape.of(TIME, rows), before)));
        Unrolled without = subject.run(sequence, from);
        new Bits("beside a row that begins anew", "beside one that goes on")
                .same(RowProperties.rows(run, 1, rows), RowProperties.rows(without, 1, rows));
    }

    private static void causal(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(trial.batch());
        Unrolled whole = subject.run(x, from);
        for (int now = 1; now < TIME; now++) {
            Tensor other = Tensor.concat(0, List.of(x.slice(0, 0, now), subject.inputs("another future", TIME - now)));
            new Bits("before one future", "before another")
                    .same(
                            "outputs of the first " + now + " steps",
                            whole.outputs().values().slice(0, 0, now),
                            subject.run(other, from).outputs().values().slice(0, 0, now));
        }
    }

    private static void handedOver(Trial trial) {
        Subject subject = trial.subject();
        Subject other = trial.subject();
        Sequence sequence = Sequence.full(subject.inputs("x", TIME));
        State from = subject.reached(trial.batch());
        Unrolled whole = subject.run(sequence, from);
        Unrolled first = subject.run(sequence.steps(0, 2), from);
        Unrolled second = other.run(sequence.steps(2, TIME), first.last());
        new Bits("by one cell", "gone on with by another of the same weights")
                .same(new Unrolled(whole.outputs().steps(2, TIME), whole.last()), second);
    }
}
