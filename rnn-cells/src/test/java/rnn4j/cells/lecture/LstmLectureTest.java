package rnn4j.cells.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.cells.lecture.Compared.assertNear;
import static rnn4j.cells.lecture.Compared.transposed;
import static rnn4j.cells.lecture.Compared.vector;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.cell.Unrolled;
import rnn4j.cells.LstmCell;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** The LSTM cell obeys the lecture; float32 against double, at seed 13. */
class LstmLectureTest {

    private static final long SEED = 13;
    private static final int TIME = 12;
    private static final int INPUT = 5;
    private static final int HIDDEN = 7;
    private static final int CLASSES = 4;

    /** Float32 has 24 bits, a step of 6e-8; a dozen steps of short sums stay within some thirty of them. */
    private static final double BOUND = 2e-6;

    private final Parameters parameters = Parameters.seeded(SEED);
    private final Cell cell = new LstmCell(CellSpec.of(INPUT, HIDDEN), parameters);
    private final Tensor v = parameters.create("v", Shape.of(HIDDEN, CLASSES), Init.glorot());
    private final Tensor xs = Compared.normal(SEED, TIME, 1, INPUT);
    private final int[] targets = Compared.targets(SEED, TIME, CLASSES);
    private final double[][] inputs = Compared.row(xs, 0);
    private final LstmForward network;
    private final SoftmaxOutput output;

    LstmLectureTest() {
        parameters.update(Map.of("b", Compared.normal(SEED + 1, 4 * HIDDEN)));
        network = new LstmForward(transposed(parameter("wx")), transposed(parameter("wh")), vector(parameter("b")));
        output = new SoftmaxOutput(transposed(v));
    }

    private Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.named().get(name), name);
    }

    @Test
    void everyStepFollowsTheEquations() {
        // one unit without weights, all gates at bias 0: i = f = o = 1/2, g = 0, so c and h stay 0;
        // with bg = 1: c₀ = tanh(1) / 2 = 0.380797, h₀ = tanh(c₀) / 2 = 0.181700
        LstmForward one = new LstmForward(
                new double[][] {{0}, {0}, {0}, {0}}, new double[][] {{0}, {0}, {0}, {0}}, new double[] {0, 0, 1, 0});
        assertThat(one.run(new double[][] {{9}}).getFirst().h[0]).isCloseTo(0.1817, within(1e-4));

        Unrolled unrolled = new Recurrent(cell).run(Sequence.full(xs));
        assertNear(
                "lstm outputs",
                Compared.row(unrolled.outputs().values(), 0),
                LstmForward.outputs(network.run(inputs)),
                BOUND);
        assertNear(
                "lstm memory",
                vector(unrolled.last().get("c").reshape(HIDDEN)),
                network.run(inputs).getLast().c,
                BOUND);
    }

    @Test
    void theDerivedGradientIsTheOneByHand() {
        double[][] hs = LstmForward.outputs(network.run(inputs));
        double[][] direct = new double[TIME][];
        for (int t = 0; t < TIME; t++) {
            direct[t] = output.stateGradient(hs[t], targets[t]);
        }
        LstmBackward byHand = new LstmBackward(network, inputs, direct);

        Differentiated derived = Tape.differentiate(() -> Compared.loss(cell, xs, v, targets), xs);

        assertThat((double) derived.value().value()).isCloseTo(output.loss(hs, targets), within(BOUND * 20));
        assertNear("lstm δL/δV", transposed(derived.gradients().of(v)), output.gradient(hs, targets), BOUND);
        assertNear("lstm δL/δWx", transposed(derived.gradients().of(parameter("wx"))), byHand.dwx, BOUND);
        assertNear("lstm δL/δWh", transposed(derived.gradients().of(parameter("wh"))), byHand.dwh, BOUND);
        assertNear("lstm δL/δb", vector(derived.gradients().of(parameter("b"))), byHand.db, BOUND);
        assertNear("lstm δL/δx", Compared.row(derived.gradients().of(xs), 0), byHand.dxs, BOUND);
    }

    @Test
    void theGradientStaysNearOverManySteps() {
        int time = 200;
        int hidden = 65;
        Parameters larger = Parameters.seeded(SEED);
        Cell wide = new LstmCell(CellSpec.of(33, hidden), larger);
        Tensor wx = Objects.requireNonNull(larger.named().get("wx"));
        Tensor wh = Objects.requireNonNull(larger.named().get("wh"));
        Tensor b = Objects.requireNonNull(larger.named().get("b"));
        Tensor many = Compared.normal(SEED, time, 1, 33);
        Tensor direct = Compared.normal(SEED + 2, time, 1, hidden);
        LstmBackward byHand = new LstmBackward(
                new LstmForward(transposed(wx), transposed(wh), vector(b)),
                Compared.row(many, 0),
                Compared.row(direct, 0));

        Differentiated derived = Tape.differentiate(
                () -> new Recurrent(wide)
                        .run(Sequence.full(many))
                        .outputs()
                        .values()
                        .mul(direct)
                        .sum(),
                many);

        assertNear(
                "lstm, 200 steps of 65: δL/δWx", transposed(derived.gradients().of(wx)), byHand.dwx, BOUND);
        assertNear(
                "lstm, 200 steps of 65: δL/δWh", transposed(derived.gradients().of(wh)), byHand.dwh, BOUND);
        assertNear("lstm, 200 steps of 65: δL/δb", vector(derived.gradients().of(b)), byHand.db, BOUND);
        assertNear(
                "lstm, 200 steps of 65: δL/δx", Compared.row(derived.gradients().of(many), 0), byHand.dxs, BOUND);
    }
}
