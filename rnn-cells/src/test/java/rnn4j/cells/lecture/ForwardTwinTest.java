package rnn4j.cells.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static rnn4j.cells.lecture.Compared.transposed;
import static rnn4j.cells.lecture.Compared.vector;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Driver;
import rnn4j.cell.Sequence;
import rnn4j.cells.ElmanCell;
import rnn4j.cells.GruCell;
import rnn4j.cells.LstmCell;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/**
 * The cells stay within 1e-6 · max(1, largest value) of doubles, also at the largest size that is promised.
 *
 * <p>The largest value is that of inputs and outputs: a sum of 64 inputs around 4 is rounded at their size, even where it
 * comes out near 0.
 */
class ForwardTwinTest {

    private static final double BOUND = 1e-6;

    @ParameterizedTest(name = "time {0}, batch {1}, input {2}, hidden {3}")
    @CsvSource({
        "1, 1, 1, 1",
        "3, 7, 1, 3",
        "7, 3, 16, 7",
        "16, 1, 17, 16",
        "17, 2, 3, 17",
        "31, 1, 33, 31",
        "33, 3, 7, 33",
        "64, 1, 65, 64",
        "65, 2, 31, 65",
        "512, 1, 64, 256"
    })
    void floatsStayNearDoubles(int time, int batch, int input, int hidden) {
        long seed = 1000L * time + hidden;
        Tensor xs = Compared.normal(seed, time, batch, input);
        Parameters ofElman = Parameters.seeded(seed);
        Parameters ofLstm = Parameters.seeded(seed);
        Parameters ofGru = Parameters.seeded(seed);
        Tensor elman = outputs(new ElmanCell(CellSpec.of(input, hidden), ofElman), xs);
        Tensor lstm = outputs(new LstmCell(CellSpec.of(input, hidden), ofLstm), xs);
        GruCell gruCell = new GruCell(CellSpec.of(input, hidden), ofGru);
        ofGru.update(Map.of("b", Compared.normal(seed, 3 * hidden), "bh", Compared.normal(seed + 1, hidden)));
        Tensor gru = outputs(gruCell, xs);
        ElmanForward elmanTwin = new ElmanForward(
                transposed(get(ofElman, "wx")), transposed(get(ofElman, "wh")), vector(get(ofElman, "b")));
        LstmForward lstmTwin =
                new LstmForward(transposed(get(ofLstm, "wx")), transposed(get(ofLstm, "wh")), vector(get(ofLstm, "b")));
        GruForward gruTwin = new GruForward(
                transposed(get(ofGru, "wx")),
                transposed(get(ofGru, "wh")),
                vector(get(ofGru, "b")),
                vector(get(ofGru, "bh")));

        for (int row = 0; row < batch; row++) {
            double[][] inputs = Compared.row(xs, row);
            assertNear("elman", inputs, Compared.row(elman, row), elmanTwin.states(inputs));
            assertNear("lstm", inputs, Compared.row(lstm, row), LstmForward.outputs(lstmTwin.run(inputs)));
            assertNear("gru", inputs, Compared.row(gru, row), gruTwin.states(inputs));
        }
    }

    private static Tensor outputs(Cell cell, Tensor xs) {
        return Driver.of(cell).run(Sequence.full(xs)).outputs().values();
    }

    private static Tensor get(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.named().get(name), name);
    }

    private static void assertNear(String cell, double[][] inputs, double[][] floats, double[][] doubles) {
        double worst = 0;
        double largest = Arrays.stream(inputs)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .reduce(1, Math::max);
        for (int t = 0; t < floats.length; t++) {
            for (int i = 0; i < floats[t].length; i++) {
                worst = Math.max(worst, Math.abs(floats[t][i] - doubles[t][i]));
                largest = Math.max(largest, Math.abs(doubles[t][i]));
            }
        }
        System.out.printf(
                "%s, %d steps of %d: %.1e of %.1e%n", cell, floats.length, floats[0].length, worst, BOUND * largest);
        assertThat(worst).as(cell).isLessThanOrEqualTo(BOUND * largest);
    }
}
