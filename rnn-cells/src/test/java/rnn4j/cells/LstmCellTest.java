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

class LstmCellTest {

    @Test
    void computesOneStepThatCanBeDoneByHead() {
        // the weights are 0, so the biases alone open and shut the gates: i and o wide open, f half open, g = tanh(0.5)
        Parameters parameters = Parameters.of(Map.of(
                "wx", Tensor.zeros(Shape.of(1, 4)),
                "wh", Tensor.zeros(Shape.of(1, 4)),
                "b", Tensor.of(Shape.of(4), 40, 0, 0.5f, 40)));
        LstmCell cell = new LstmCell(CellSpec.of(1, 1), parameters);

        Step step = cell.step(
                Tensor.zeros(Shape.of(1, 1)),
                State.of("h", Tensor.zeros(Shape.of(1, 1)), "c", Tensor.full(Shape.of(1, 1), 2)));

        // c' = 0.5 · 2 + 1 · 0.462117 = 1.462117; h' = tanh(c') = 0.898082
        assertThat(step.state().get("c").value()).isCloseTo(1.4621172f, within(1e-6f));
        assertThat(step.output().value()).isCloseTo((float) Math.tanh(1.4621172), within(1e-6f));
        assertThat(step.state().get("h")).isSameAs(step.output());
        assertThat(parameters.unclaimed()).isEmpty();
    }

    @Test
    void eachWeightOpensItsOwnGate() {
        // only one gate's bias is not 0 at a time: i moves c by σ(i) g, f by σ(f) c, g by tanh(g), o moves h only
        for (int gate = 0; gate < 4; gate++) {
            float[] b = new float[4];
            b[gate] = 2;
            Parameters parameters = Parameters.of(Map.of(
                    "wx", Tensor.of(Shape.of(1, 4), 0, 0, 1, 0),
                    "wh", Tensor.zeros(Shape.of(1, 4)),
                    "b", Tensor.of(Shape.of(4), b)));
            Step step = new LstmCell(CellSpec.of(1, 1), parameters)
                    .step(
                            Tensor.full(Shape.of(1, 1), 1),
                            State.of("h", Tensor.zeros(Shape.of(1, 1)), "c", Tensor.full(Shape.of(1, 1), 3)));
            double open = 1 / (1 + Math.exp(-2));
            double i = gate == 0 ? open : 0.5;
            double f = gate == 1 ? open : 0.5;
            double g = Math.tanh(gate == 2 ? 3 : 1);
            double o = gate == 3 ? open : 0.5;
            double c = f * 3 + i * g;
            assertThat((double) step.state().get("c").value()).isCloseTo(c, within(1e-6));
            assertThat((double) step.output().value()).isCloseTo(o * Math.tanh(c), within(1e-6));
        }
    }

    @Test
    void startsWithAnOpenForgetGateAndOrthogonalBlocks() {
        Parameters parameters = Parameters.seeded(5);
        int hidden = 6;
        LstmCell cell = new LstmCell(CellSpec.of(3, hidden), parameters.scope("encoder"));

        assertThat(parameters.named().keySet()).containsExactly("encoder.wx", "encoder.wh", "encoder.b");
        assertThat(parameter(parameters, "wx").shape()).isEqualTo(Shape.of(3, 24));
        assertThat(parameter(parameters, "b").values())
                .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (Tensor block : parameter(parameters, "wh").split(4)) {
            Tensor product = block.matmul(block, true, false);
            for (int i = 0; i < hidden; i++) {
                for (int j = 0; j < hidden; j++) {
                    assertThat(product.at(i, j)).isCloseTo(i == j ? 1 : 0, within(1e-6f));
                }
            }
        }
        assertThat(cell.shape()).hasToString("CellShape[3 -> 6, h [6], c [6]]");
    }

    private static Tensor parameter(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.named().get("encoder." + name), name);
    }
}
