package rnn4j.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.nn.Dense;
import rnn4j.nn.Embedding;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class SummaryTest {

    /** h' = tanh(x W + h U); tells the JVM's number of rows, which no trace may, when it is not to be planned. */
    private static final class Elman implements Cell {
        private final CellShape shape;
        private final Tensor w;
        private final Tensor u;
        private final boolean reads;

        Elman(int input, int hidden, Parameters parameters, boolean reads) {
            shape = CellShape.of(input, hidden).state("h", hidden);
            w = parameters.create("w", Shape.of(input, hidden), Init.glorot());
            u = parameters.create("u", Shape.of(hidden, hidden), Init.orthogonal());
            this.reads = reads;
        }

        @Override
        public CellShape shape() {
            return shape;
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor h = x.matmul(w).add(state.get("h").matmul(u)).tanh();
            if (reads) {
                h.values();
            }
            return Step.of(h, State.of("h", h));
        }
    }

    private static Summary model(Parameters parameters, boolean reads) {
        new Embedding(parameters.scope("in"), 64, 8);
        Recurrent elman =
                new Recurrent(new Elman(8, 32, parameters.scope("layers").scope("elman"), reads));
        new Dense(parameters.scope("out"), 32, 64);
        return Summary.of(parameters).with("layers.elman", elman);
    }

    /** By hand: 64·8, 8·32 + 32·32, 32·64 + 64 weights. */
    @Test
    void tellsWeightsAndShapesOfEachScope() {
        Parameters parameters = Parameters.seeded(1);
        String text = model(parameters, false).text(4, 16);

        assertThat(text.lines().toList().get(1))
                .startsWith("in ")
                .contains(" 512 ")
                .contains("[64, 8]");
        assertThat(text.lines().toList().get(2))
                .startsWith("layers.elman ")
                .contains(" 1,280 ")
                .contains(" planned ")
                .endsWith("w [8, 32], u [32, 32]");
        assertThat(text.lines().toList().get(3)).startsWith("out ").contains(" 2,112 ");
        assertThat(text).endsWith("3,904 weights, 15 KiB; work and memory for 4 rows of 16 steps\n");
    }

    /** By hand: two operations a weight, row and step, and a tanh of each unit: 64 (2 · 1280 + 32), with an addition at most more. */
    @Test
    void tellsTheWorkOfAPass() {
        Parameters parameters = Parameters.seeded(1);
        Recurrent elman = new Recurrent(new Elman(8, 32, parameters, false));

        assertThat(elman.cost(4, 16)).hasValueSatisfying(cost -> {
            assertThat(cost.inferenceFlop()).isBetween(64.0 * (2 * 1280 + 32), 64.0 * (2 * 1280 + 3 * 32));
            assertThat(cost.trainingFlop()).isGreaterThan(2.5 * cost.inferenceFlop());
            assertThat(cost.trainingBytes()).isGreaterThan(cost.inferenceBytes());
            assertThat(cost.pieces()).isEqualTo(1);
        });
    }

    @Test
    void aCellThatReadsNumbersRunsOnTheTape() {
        String text = model(Parameters.seeded(1), true).text(4, 16);

        assertThat(text.lines().toList().get(2)).contains(" on tape ");
    }

    @Test
    void aPartOfAModelIsSummedUpByItself() {
        Parameters parameters = Parameters.seeded(1);
        model(parameters, false);

        assertThat(Summary.of(parameters.scope("layers")).text(1, 1))
                .contains("elman ")
                .contains("1,280 weights")
                .doesNotContain("layers.elman");
    }

    @Test
    void anUnknownScopeIsRefused() {
        Parameters parameters = Parameters.seeded(1);
        Summary summary = model(parameters, false);
        Recurrent other = new Recurrent(new Elman(8, 32, parameters.scope("other"), false));

        assertThatThrownBy(() -> summary.with("elmo", other)).hasMessageContaining("no parameter is in 'elmo'");
    }
}
