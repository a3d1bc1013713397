package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.State;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** The gradient is that of the values, nothing flows out of padding, and float32 is close to float64. */
final class GradientProperties {

    private static final int TIME = 4;
    private static final double FORWARD = 1e-6;
    private static final double BACKWARD = 2e-6;

    private GradientProperties() {}

    static List<Property> all(boolean exact) {
        return List.of(
                new Property(
                        "gradients are central differences in float64",
                        "training would follow another function than the one that is run; look for stopGradient, a wrong"
                                + " slope in ownDerivative, or an initial state computed from a parameter outside of step();"
                                + " a cell that bends its gradient on purpose says so by gradientIsExact()",
                        trial -> {
                            Assumptions.assumeTrue(exact, "the cell says that it bends its gradient on purpose");
                            differences(trial);
                        }),
                new Property(
                        "no gradient comes out of padding",
                        "padding would be trained on; compute by tensor operations only",
                        GradientProperties::padding),
                new Property(
                        "float32 is close to float64",
                        "digits are lost; look for differences of nearly equal numbers, and for exp and log where"
                                + " softplus, logSumExp or log1p are meant",
                        GradientProperties::precision));
    }

    private static void differences(Trial trial) {
        if (trial.batch() > 1 || trial.spec().hidden() <= FourPoints.SMALL) {
            FourPoints.check(trial);
        }
    }

    private static void padding(Trial trial) {
        Subject subject = trial.subject();
        int batch = trial.batch() + 1;
        Passage passage = Passage.over(subject, batch, TIME);
        State from = subject.initial(batch);
        Tensor clean = subject.inputs("x", TIME, batch);
        Tensor real = passage.lengths().mask(TIME).tensor().expand(-1);
        List<Tensor> before = gradients(passage, clean, from);
        for (float garbage : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e38f}) {
            List<Tensor> after = gradients(passage, Tensor.select(real, clean, Tensor.scalar(garbage)), from);
            for (int i = 0; i < before.size(); i++) {
                new Bits("with padding of random numbers", "of " + garbage)
                        .same(i == 0 ? "gradient of the input" : "gradient " + i, before.get(i), after.get(i));
            }
        }
        Tensor outside = Tensor.select(real, Tensor.scalar(0), before.getFirst());
        for (float value : outside.values()) {
            if (value != 0) {
                throw new AssertionError("the gradient of a step after a row's end is " + value);
            }
        }
    }

    private static List<Tensor> gradients(Passage passage, Tensor x, State from) {
        List<Tensor> wrt = new ArrayList<>(List.of(x));
        wrt.addAll(from.tensors().values());
        Differentiated pass =
                Tape.differentiate(() -> passage.loss(passage.results(x, from)), wrt.toArray(Tensor[]::new));
        wrt.addAll(passage.subject().parameters().named().values());
        return wrt.stream().map(pass.gradients()::of).toList();
    }

    private static void precision(Trial trial) {
        Subject subject = trial.subject();
        int batch = trial.batch();
        Passage passage = Passage.over(subject, batch, TIME);
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(batch);
        TracedPassage reference = new TracedPassage(passage, x, from);
        List<Tensor> results = passage.results(x, from);
        List<double[]> exact = reference.results();
        double largest = Math.max(1, largest(x));
        for (double[] values : exact) {
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int i = 0; i < exact.size(); i++) {
            float[] values = results.get(i).values();
            for (int place = 0; place < values.length; place++) {
                require(values[place], exact.get(i)[place], FORWARD * largest);
            }
        }
        relative(gradients(passage, x, from), reference.gradients());
    }

    private static double largest(Tensor x) {
        double largest = 0;
        for (float value : x.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static void require(double value, double exact, double allowed) {
        if (!(Math.abs(value - exact) <= allowed)) {
            throw new AssertionError("a value is " + value + " in float32 and " + exact + " in float64; " + allowed
                    + " is allowed between them");
        }
    }

    /** The gradient as one long vector, since a part of it may be small by cancellation only. */
    private static void relative(List<Tensor> gradients, List<double[]> exact) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < exact.size(); i++) {
            float[] values = gradients.get(i).values();
            for (int place = 0; place < values.length; place++) {
                double difference = values[place] - exact.get(i)[place];
                error += difference * difference;
                size += exact.get(i)[place] * exact.get(i)[place];
            }
        }
        if (!(Math.sqrt(error) <= BACKWARD * Math.sqrt(size))) {
            throw new AssertionError("the gradient in float32 is " + Math.sqrt(error)
                    + " away from float64, whose norm is " + Math.sqrt(size) + "; the allowed part is " + BACKWARD);
        }
    }
}
