package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class ElmanCellTest {

    @Test
    void computesOneStepThatCanBeDoneByHead() {
        Parameters parameters = Parameters.of(Map.of(
                "wx", Tensor.of(Shape.of(2, 1), 1, 2),
                "wh", Tensor.of(Shape.of(1, 1), 3),
                "b", Tensor.of(Shape.of(1), -4)));
        ElmanCell cell = new ElmanCell(CellSpec.of(2, 1), parameters);

        // 1 · 0.5 + 2 · 0.25 + 3 · 1 - 4 = 0; 1 · 2 + 2 · 1 + 3 · 0.5 - 4 = 1.5 and tanh(1.5) = 0.905148
        Step step = cell.step(
                Tensor.of(Shape.of(2, 2), 0.5f, 0.25f, 2, 1), State.of("h", Tensor.of(Shape.of(2, 1), 1, 0.5f)));

        assertThat(step.output().at(0, 0)).isZero();
        assertThat(step.output().at(1, 0)).isCloseTo(0.9051483f, within(1e-6f));
        assertThat(step.state().get("h")).isSameAs(step.output());
        assertThat(parameters.unclaimed()).isEmpty();
    }

    @Test
    void declaresItsSizes() {
        ElmanCell cell = new ElmanCell(CellSpec.of(3, 5), Parameters.seeded(1));

        assertThat(cell.shape()).hasToString("CellShape[3 -> 5, h [5]]");
        assertThat(cell.shape().initial(2).get("h").sameBits(Tensor.zeros(Shape.of(2, 5))))
                .isTrue();
    }
}
