package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * Two steps of one unit, done by head. The contract sees whether the gradient is that of the values; that the values are those
 * of the paper it cannot see, and this test can.
 */
class ${cellClass}NumbersTest {

    private static final float ROUNDING = 1e-6f;

    /** The number whose tanh is a half. */
    private static final float ATANH_OF_A_HALF = 0.54930614f;

    /** w = 1, u = 4 atanh(1/2), b = 0, leak = 0, so that a = σ(0) = 1/2. */
    private static ${cellClass} oneUnit() {
        return new ${cellClass}(
                CellSpec.of(1, 1),
                Parameters.of(Map.of(
                        "w", Tensor.full(Shape.of(1, 1), 1),
                        "u", Tensor.full(Shape.of(1, 1), 4 * ATANH_OF_A_HALF),
                        "b", Tensor.zeros(Shape.of(1)),
                        "leak", Tensor.zeros(Shape.of(1)))));
    }

    private static Tensor number(float value) {
        return Tensor.full(Shape.of(1, 1), value);
    }

    @Test
    void twoStepsAreThoseOfTheEquations() {
        ${cellClass} cell = oneUnit();

        // from h = 0, x = atanh(1/2): n = tanh(x) = 1/2, h' = 1/2 · 0 + 1/2 · 1/2 = 1/4
        Step first = cell.step(number(ATANH_OF_A_HALF), State.of("h", number(0)));
        assertEquals(0.25f, first.output().value(), ROUNDING, compare("h' of the first step"));

        // from h = 1/4, x = 0: n = tanh(u / 4) = 1/2, h' = 1/2 · 1/4 + 1/2 · 1/2 = 3/8
        Step second = cell.step(number(0), first.state());
        assertEquals(0.375f, second.output().value(), ROUNDING, compare("h' of the second step"));
    }

    private static String compare(String what) {
        return what + " is not what the equations give: compare step() with the formula above ${cellClass}, term by term and"
                + " sign by sign; if the equations are new, do this test's numbers by head again";
    }

    @Test
    void theRegistryFindsTheCell() {
        CellRegistry registry = CellRegistry.load();

        assertTrue(
                registry.names().contains("${cellName}"),
                () -> "'${cellName}' is not among " + registry.names() + "; name its provider in module-info.java and in"
                        + " META-INF/services: " + registry.problems());
    }
}
