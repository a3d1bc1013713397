package rnn4j.cells.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.cells.lecture.Compared.assertNear;
import static rnn4j.cells.lecture.Compared.transposed;
import static rnn4j.cells.lecture.Compared.vector;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cells.ElmanCell;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** The Elman cell obeys the lecture; float32 against double, at seed 11. */
class ElmanLectureTest {

    private static final long SEED = 11;
    private static final int TIME = 12;
    private static final int INPUT = 5;
    private static final int HIDDEN = 7;
    private static final int CLASSES = 4;

    /** Float32 has 24 bits, a step of 6e-8; a dozen steps of short sums stay within some thirty of them. */
    private static final double BOUND = 2e-6;

    private static final double DOUBLES = 1e-14;

    private final Parameters parameters = Parameters.seeded(SEED);
    private final Cell cell = new ElmanCell(CellSpec.of(INPUT, HIDDEN), parameters);
    private final Tensor v = parameters.create("v", Shape.of(HIDDEN, CLASSES), Init.glorot());
    private final Tensor xs = Compared.normal(SEED, TIME, 1, INPUT);
    private final int[] targets = Compared.targets(SEED, TIME, CLASSES);

    private final ElmanForward network = new ElmanForward(
            transposed(parameter("wx")), transposed(parameter("wh")), vector(Compared.normal(SEED + 1, HIDDEN)));
    private final SoftmaxOutput output = new SoftmaxOutput(transposed(v));
    private final double[][] inputs = Compared.row(xs, 0);

    ElmanLectureTest() {
        parameters.update(Map.of("b", Compared.normal(SEED + 1, HIDDEN)));
    }

    private Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.named().get(name), name);
    }

    @Test
    void statesStartFromZeroAndFollowTheEquation() {
        // one unit, by head: h₀ = tanh(1 · 1 + 0) = 0.761594, h₁ = tanh(0 + 0.5 · 0.761594 + 0) = 0.363400
        ElmanForward one = new ElmanForward(new double[][] {{1}}, new double[][] {{0.5}}, new double[] {0});
        assertThat(one.states(new double[][] {{1}, {0}})[1][0]).isCloseTo(0.3633996, within(1e-6));

        Tensor states = new Recurrent(cell).run(Sequence.full(xs)).outputs().values();
        assertNear("elman states", Compared.row(states, 0), network.states(inputs), BOUND);
    }

    @Test
    void theLossIsSummedOverTime() {
        double expected = output.loss(network.states(inputs), targets);

        assertThat((double) Compared.loss(cell, xs, v, targets).value()).isCloseTo(expected, within(BOUND * expected));
    }

    @Test
    void theGradientOfTheOutputIsTheErrorTimesTheState() {
        assertNear(
                "δL/δV = Σ (ŷ - y) ⊗ h",
                transposed(derived().gradients().of(v)),
                output.gradient(network.states(inputs), targets),
                BOUND);
    }

    @Test
    void theGradientOfTheWeightsIsTheProductOfJacobians() {
        ElmanJacobians jacobians = new ElmanJacobians(network, output, inputs, targets);
        Differentiated derived = derived();

        assertNear("elman δL/δWxh", transposed(derived.gradients().of(parameter("wx"))), jacobians.dwxh, BOUND);
        assertNear("elman δL/δWhh", transposed(derived.gradients().of(parameter("wh"))), jacobians.dwhh, BOUND);
        assertNear("elman δL/δb", vector(derived.gradients().of(parameter("b"))), jacobians.db, BOUND);
    }

    @Test
    void oneMatrixGivesWhatTwoGive() {
        ElmanOneMatrix one = new ElmanOneMatrix(network.wxh, network.whh, network.b);
        ElmanJacobians two = new ElmanJacobians(network, output, inputs, targets);

        assertNear("one matrix: states", one.states(inputs), network.states(inputs), DOUBLES);
        assertNear(
                "one matrix: δL/δ[Wxh Whh]",
                one.gradient(output, inputs, targets),
                ElmanOneMatrix.sideBySide(two.dwxh, two.dwhh),
                DOUBLES);
    }

    @Test
    void aCellWithOneMatrixGivesWhatTheCellWithTwoGives() {
        Tensor w = Tensor.concat(0, List.of(parameter("wx"), parameter("wh")));
        Tensor b = parameter("b");
        Cell one = oneMatrixCell(w, b);

        Tensor states = new Recurrent(one).run(Sequence.full(xs)).outputs().values();
        Differentiated single = Tape.differentiate(() -> Compared.loss(one, xs, v, targets), w, xs);
        Differentiated derived = Tape.differentiate(() -> Compared.loss(cell, xs, v, targets), xs);

        Tensor both = Tensor.concat(
                0,
                List.of(
                        derived.gradients().of(parameter("wx")),
                        derived.gradients().of(parameter("wh"))));
        assertNear(
                "one-matrix cell: states",
                Compared.row(states, 0),
                Compared.row(
                        new Recurrent(cell).run(Sequence.full(xs)).outputs().values(), 0),
                BOUND);
        assertNear("one-matrix cell: δL/δW", transposed(single.gradients().of(w)), transposed(both), BOUND);
        assertNear(
                "one-matrix cell: δL/δx",
                Compared.row(single.gradients().of(xs), 0),
                Compared.row(derived.gradients().of(xs), 0),
                BOUND);
    }

    /** h' = tanh([x h] W + b). */
    private static Cell oneMatrixCell(Tensor w, Tensor b) {
        return new Cell() {
            @Override
            public CellShape shape() {
                return CellShape.of(INPUT, HIDDEN).state("h", HIDDEN);
            }

            @Override
            public Step step(Tensor x, State state) {
                Tensor h = Tensor.concat(1, List.of(x, state.get("h")))
                        .matmul(w)
                        .add(b)
                        .tanh();
                return Step.of(h, State.of("h", h));
            }
        };
    }

    private Differentiated derived() {
        return Tape.differentiate(() -> Compared.loss(cell, xs, v, targets));
    }
}
