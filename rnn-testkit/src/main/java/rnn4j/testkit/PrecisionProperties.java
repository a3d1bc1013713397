package rnn4j.testkit;

import java.util.List;
import rnn4j.cell.State;
import rnn4j.tensor.Tensor;

/** What is computed in float32 is what the same equations give in float64, but for rounding. */
final class PrecisionProperties {

    private static final int TIME = 4;

    private PrecisionProperties() {}

    static List<Property> all() {
        String cure =
                "digits are lost; look for differences of nearly equal numbers, and for exp and log where softplus,"
                        + " logSumExp or log1p are meant";
        return List.of(
                new Property("values in float32 are close to float64", cure, PrecisionProperties::values),
                new Property("gradients in float32 are close to float64", cure, PrecisionProperties::gradients));
    }

    private static void values(Trial trial) {
        Subject subject = trial.subject();
        Passage passage = Passage.over(subject, trial.batch(), TIME);
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(trial.batch());
        List<double[]> exact = TracedPassage.of(passage, x, from).results();
        List<Tensor> results = passage.results(x, from);
        double largest = Math.max(1, largest(Distance.wide(x)));
        for (double[] values : exact) {
            largest = Math.max(largest, largest(values));
        }
        for (int i = 0; i < exact.size(); i++) {
            float[] values = results.get(i).values();
            for (int place = 0; place < values.length; place++) {
                require(trial, values[place], exact.get(i)[place], largest);
            }
        }
    }

    private static double largest(double... values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static void require(Trial trial, double value, double exact, double largest) {
        double error = Math.abs(value - exact) / largest;
        trial.worst().met(Worst.Kind.VALUES, error);
        if (!(error <= Worst.Kind.VALUES.bound())) {
            throw new AssertionError("a value is " + value + " in float32 and " + exact + " in float64; "
                    + Worst.Kind.VALUES.bound() * largest + " is allowed between them");
        }
    }

    private static void gradients(Trial trial) {
        Subject subject = trial.subject();
        Passage passage = Passage.over(subject, trial.batch(), TIME);
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(trial.batch());
        double error = Distance.normwise(
                passage.gradients(x, from), TracedPassage.of(passage, x, from).gradients());
        trial.worst().met(Worst.Kind.GRADIENTS, error);
        if (!(error <= Worst.Kind.GRADIENTS.bound())) {
            throw new AssertionError("the gradient in float32 is " + error + " of its norm away from float64; "
                    + Worst.Kind.GRADIENTS.bound() + " is allowed");
        }
    }
}
