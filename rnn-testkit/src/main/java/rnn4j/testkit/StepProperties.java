package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/** A step depends on the input, the state and the parameters, and on nothing else. */
final class StepProperties {

    private static final int TIME = 4;
    private static final float LARGE = 1e3f;

    /** Operations in one product that are surely enough to be shared among threads. */
    private static final int SHARED = 2_000_000;

    private static final int MOST_ROWS = 2048;

    private StepProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "two equal calls give the same bits",
                        "nothing could be repeated, cut or resumed; draw no random number, read no clock, count in a"
                                + " state and not in a field",
                        StepProperties::repeated),
                new Property(
                        "the order of calls does not matter",
                        "one user's numbers would reach another's; keep nothing of a call in a field, pass it on as a"
                                + " state",
                        StepProperties::reordered),
                new Property(
                        "one thread and two give the same bits",
                        "a result would depend on the machine; compute by tensor operations only",
                        StepProperties::threads),
                new Property(
                        "inputs of 1000 and -1000 give finite values and gradients",
                        "one large input would end a training; use the forms that cannot overflow, such as sigmoid,"
                                + " softplus, logSumExp or softmax, in place of exp",
                        StepProperties::finite));
    }

    private static void repeated(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", 1).index(0, 0);
        State state = subject.reached(trial.batch());
        Step first = subject.cell().step(x, state);
        Bits bits = new Bits("at the first call", "at a later one");
        for (int again = 0; again < 3; again++) {
            Step second = subject.cell().step(x, state);
            bits.same("output", first.output(), second.output());
            bits.same(first.state(), second.state());
        }
    }

    private static void reordered(Trial trial) {
        Subject subject = trial.subject();
        List<Supplier<Unrolled>> calls = new ArrayList<>();
        for (int batch : new int[] {trial.batch(), trial.batch() + 1, trial.batch()}) {
            String purpose = "call " + calls.size();
            Tensor x = subject.inputs(purpose, 2, batch);
            State from = calls.size() == 1 ? subject.initial(batch) : subject.reached(batch);
            calls.add(() -> subject.run(x, from));
        }
        List<Unrolled> inOrder = calls.stream().map(Supplier::get).toList();
        List<Unrolled> turned = calls.reversed().stream().map(Supplier::get).toList();
        Bits bits = new Bits("in one order of calls", "in the other");
        for (int call = 0; call < inOrder.size(); call++) {
            bits.same(inOrder.get(call), turned.reversed().get(call));
        }
    }

    /** Rows enough that products are shared; where even many would not be, there is nothing to look at. */
    private static void threads(Trial trial) {
        int hidden = trial.spec().hidden();
        int rows = SHARED / (2 * hidden * hidden) + 1;
        Assumptions.assumeTrue(
                rows <= MOST_ROWS && trial.batch() == 1,
                "no cell of specs() is large enough to be shared among threads; add one of 32 units or more");
        Subject subject = trial.subject();
        List<Tensor> alone;
        List<Tensor> shared;
        try (Threads one = Threads.of(1);
                Threads two = Threads.of(2)) {
            alone = one.within(() -> valuesAndGradients(subject, rows));
            shared = two.within(() -> valuesAndGradients(subject, rows));
        }
        for (int i = 0; i < alone.size(); i++) {
            new Bits("by one thread", "by two")
                    .same("value or gradient " + i + " of " + rows + " rows", alone.get(i), shared.get(i));
        }
    }

    private static List<Tensor> valuesAndGradients(Subject subject, int rows) {
        Passage passage = Passage.over(subject, rows, 2);
        Tensor x = subject.inputs("x", 2, rows);
        return all(passage, x);
    }

    private static List<Tensor> all(Passage passage, Tensor x) {
        State from = passage.subject().initial(x.shape().size(1));
        Differentiated pass = Tape.differentiate(() -> passage.loss(passage.results(x, from)), x);
        List<Tensor> all = new ArrayList<>(passage.results(x, from));
        all.add(pass.gradients().of(x));
        all.addAll(pass.gradients().parameters().values());
        return all;
    }

    private static void finite(Trial trial) {
        Subject subject = trial.subject();
        Shape shape = Shape.of(TIME, trial.batch(), trial.spec().input());
        Tensor x = Draws.signs(trial.seed(), "large", shape, LARGE);
        Passage passage = Passage.over(subject, trial.batch(), TIME);
        for (Tensor tensor : passage.results(x, subject.initial(trial.batch()))) {
            if (!tensor.finite()) {
                throw new AssertionError("an output or state holds NaN or infinity");
            }
        }
        for (Tensor tensor : all(passage, x)) {
            if (!tensor.finite()) {
                throw new AssertionError("the values are finite, but a gradient holds NaN or infinity");
            }
        }
    }
}
