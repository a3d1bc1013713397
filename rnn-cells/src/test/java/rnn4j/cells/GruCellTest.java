package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class GruCellTest {

    @Test
    void computesOneStepThatCanBeDoneByHead() {
        // r and z see zeros, so both are half open: n = tanh(1 · 0.25 + 0.5 (2 · 1 + 0.5)) = tanh(1.5) = 0.905148
        Parameters parameters = Parameters.of(Map.of(
                "wx", Tensor.of(Shape.of(1, 3), 0, 0, 1),
                "wh", Tensor.of(Shape.of(1, 3), 0, 0, 2),
                "b", Tensor.zeros(Shape.of(3)),
                "bh", Tensor.of(Shape.of(1), 0.5f)));
        GruCell cell = new GruCell(CellSpec.of(1, 1), parameters);

        Step step = cell.step(Tensor.full(Shape.of(1, 1), 0.25f), State.of("h", Tensor.full(Shape.of(1, 1), 1)));

        // h' = 0.5 · 0.905148 + 0.5 · 1 = 0.952574
        assertThat(step.output().value()).isCloseTo(0.9525741f, within(1e-6f));
        assertThat(step.state().get("h")).isSameAs(step.output());
        assertThat(parameters.unclaimed()).isEmpty();
    }

    @Test
    void eachBiasOpensItsOwnGate() {
        // r lets the state into the candidate, z keeps the old state, n moves the candidate; of 2 in one of them at a
        // time
        for (int gate = 0; gate < 3; gate++) {
            float[] b = new float[3];
            b[gate] = 2;
            Parameters parameters = Parameters.of(Map.of(
                    "wx", Tensor.zeros(Shape.of(1, 3)),
                    "wh", Tensor.of(Shape.of(1, 3), 0, 0, 1),
                    "b", Tensor.of(Shape.of(3), b),
                    "bh", Tensor.of(Shape.of(1), -1)));
            Step step = new GruCell(CellSpec.of(1, 1), parameters)
                    .step(Tensor.zeros(Shape.of(1, 1)), State.of("h", Tensor.full(Shape.of(1, 1), 3)));
            double open = 1 / (1 + Math.exp(-2));
            double r = gate == 0 ? open : 0.5;
            double z = gate == 1 ? open : 0.5;
            double n = Math.tanh((gate == 2 ? 2 : 0) + r * (3 - 1));
            assertThat((double) step.output().value()).isCloseTo((1 - z) * n + z * 3, within(1e-6));
        }
    }

    @Test
    void startsWithoutBiasAndWithOrthogonalBlocks() {
        Parameters parameters = Parameters.seeded(5);
        int hidden = 6;
        GruCell cell = new GruCell(CellSpec.of(3, hidden), parameters.scope("encoder"));

        assertThat(parameters.named().keySet()).containsExactly("encoder.wx", "encoder.wh", "encoder.b", "encoder.bh");
        assertThat(parameter(parameters, "wx").shape()).isEqualTo(Shape.of(3, 18));
        assertThat(parameter(parameters, "b").values()).hasSize(18).containsOnly(0);
        assertThat(parameter(parameters, "bh").values()).hasSize(6).containsOnly(0);
        for (Tensor block : parameter(parameters, "wh").split(3)) {
            Tensor product = block.matmul(block, true, false);
            for (int i = 0; i < hidden; i++) {
                for (int j = 0; j < hidden; j++) {
                    assertThat(product.at(i, j)).isCloseTo(i == j ? 1 : 0, within(1e-6f));
                }
            }
        }
        assertThat(cell.shape()).hasToString("CellShape[3 -> 6, h [6]]");
    }

    private static Tensor parameter(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.named().get("encoder." + name), name);
    }
}
