package rnn4j.testkit;

import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The gradient is that of the values, and so is the gradient's own: held against central differences in float64. */
final class DifferenceProperties {

    private static final String CURE = "training would follow another function than the one that is run; look for"
            + " stopGradient, a wrong slope in ownDerivative, or an initial state computed from a parameter outside of"
            + " step(); a cell that bends its gradient on purpose says so by gradientIsExact()";

    private DifferenceProperties() {}

    static List<Property> all(boolean exact) {
        return List.of(
                first("gradients of parameters are central differences", exact, TracedPassage.PARAMETER),
                first("gradients of the input are central differences", exact, TracedPassage.INPUT),
                first("gradients of the first state are central differences", exact, TracedPassage.STATE),
                new Property("gradients of gradients are central differences", CURE, trial -> {
                            assumeExact(exact);
                            FourPoints.second(trial);
                        })
                        .whereSmall());
    }

    private static Property first(String name, boolean exact, String variables) {
        return new Property(name, CURE, trial -> {
            assumeExact(exact);
            if (trial.batch() > 1 || trial.spec().hidden() <= FourPoints.SMALL) {
                FourPoints.first(trial, variables);
            }
        });
    }

    private static void assumeExact(boolean exact) {
        Assumptions.assumeTrue(exact, "the cell says that it bends its gradient on purpose");
    }
}
