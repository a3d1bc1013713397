package rnn4j.testkit;

import java.util.List;
import rnn4j.cell.State;
import rnn4j.cell.StreamSession;
import rnn4j.cell.plan.Plans;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** No NaN and no infinity comes of finite numbers, however large, of zeros, or of many steps. */
final class FiniteProperties {

    private static final int TIME = 4;
    private static final float LARGE = 1e3f;
    private static final int MANY = 10_000;
    private static final int KINDS = 61;

    private FiniteProperties() {}

    static List<Property> all() {
        String forms =
                "use the forms that cannot overflow, such as sigmoid, softplus, logSumExp or softmax, in place of"
                        + " exp";
        return List.of(
                new Property(
                        "inputs of 1000 and -1000 give finite values",
                        "one large input would end a training; " + forms,
                        trial -> values(trial, large(trial))),
                new Property(
                        "inputs of 1000 and -1000 give finite gradients",
                        "one large input would end a training; " + forms,
                        trial -> gradients(trial, large(trial))),
                new Property(
                        "inputs of zero give finite values and gradients",
                        "silence would end a training; add a small number to what is divided by, or to what a root is"
                                + " taken of",
                        trial -> {
                            Tensor zeros = Tensor.zeros(shape(trial));
                            values(trial, zeros);
                            gradients(trial, zeros);
                        }),
                new Property(
                                "ten thousand steps stay finite",
                                "a service would fail after some hours; let gates and norms keep the state from growing",
                                FiniteProperties::manySteps)
                        .whereSmall());
    }

    private static Shape shape(Trial trial) {
        return Shape.of(TIME, trial.batch(), trial.spec().input());
    }

    private static Tensor large(Trial trial) {
        return Draws.signs(trial.seed(), "large", shape(trial), LARGE);
    }

    private static void values(Trial trial, Tensor x) {
        Subject subject = trial.subject();
        Passage passage = Passage.over(subject, trial.batch(), TIME);
        for (Tensor tensor : passage.results(x, subject.initial(trial.batch()))) {
            if (!tensor.finite()) {
                throw new AssertionError("an output or state holds NaN or infinity");
            }
        }
    }

    private static void gradients(Trial trial, Tensor x) {
        Subject subject = trial.subject();
        State from = subject.initial(trial.batch());
        for (Tensor tensor : Passage.over(subject, trial.batch(), TIME).gradients(x, from)) {
            if (!tensor.finite()) {
                throw new AssertionError("a gradient holds NaN or infinity");
            }
        }
    }

    /** With the weights that it begins with, since trained ones may well be such that a linear recurrence grows. */
    private static void manySteps(Trial trial) {
        Subject subject = trial.fresh();
        StreamSession session = Plans.driver(subject.cell()).stream(trial.batch());
        Tensor inputs = subject.inputs("many", KINDS);
        float[] y = new float[trial.batch() * subject.cell().shape().output()];
        for (int step = 0; step < MANY; step++) {
            session.step(inputs.index(0, step % KINDS).values(), y);
            for (float value : y) {
                if (!Float.isFinite(value)) {
                    throw new AssertionError("an output of step " + step + " is " + value);
                }
            }
        }
        session.state().tensors().forEach((name, value) -> {
            if (!value.finite()) {
                throw new AssertionError("state '" + name + "' after " + MANY + " steps holds NaN or infinity");
            }
        });
    }
}
