package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.Unrolled;
import rnn4j.cell.graph.MaskedProducts;
import rnn4j.cell.graph.Traced;
import rnn4j.nn.Recurrent;
import rnn4j.nn.Regularizers;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Reference;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;
import rnn4j.tensor.TrainingPass;

/** Real cells with regularisers: the right states are masked, and gradients are those of the masked equations. */
class RegularizedCellsTest {

    private static final int INPUT = 3;
    private static final int HIDDEN = 4;
    private static final double STEP = 1e-3;

    private final Parameters parameters = Parameters.seeded(4);

    enum Kind {
        LSTM,
        ELMAN,
        TWO_PRODUCTS;

        Cell cell(Parameters parameters) {
            CellSpec spec = CellSpec.of(INPUT, HIDDEN);
            return switch (this) {
                case LSTM -> new LstmCell(spec, parameters);
                case ELMAN -> new ElmanCell(spec, parameters);
                case TWO_PRODUCTS -> gated(parameters);
            };
        }
    }

    /** {@code f = σ(x W + h U), n = tanh(x W + (f h) V), h' = (1 - f) h + f n}: a product within a step's products. */
    private static Cell gated(Parameters parameters) {
        Tensor w = parameters.create("w", Shape.of(INPUT, HIDDEN), Init.glorot());
        Tensor u = parameters.create("u", Shape.of(HIDDEN, HIDDEN), Init.orthogonal());
        Tensor v = parameters.create("v", Shape.of(HIDDEN, HIDDEN), Init.orthogonal());
        CellShape shape = CellShape.of(INPUT, HIDDEN).state("h", HIDDEN);
        return new Cell() {
            @Override
            public CellShape shape() {
                return shape;
            }

            @Override
            public Step step(Tensor x, State state) {
                Tensor h = state.get("h");
                Tensor f = x.matmul(w).add(h.matmul(u)).sigmoid();
                Tensor n = x.matmul(w).add(f.mul(h).matmul(v)).tanh();
                Tensor next = f.oneMinus().mul(h).add(f.mul(n));
                return Step.of(next, State.of("h", next));
            }
        };
    }

    private static Tensor normal(long seed, int... sizes) {
        Shape shape = Shape.of(sizes);
        RandomSource random = RandomSource.of(seed, "test");
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.normal(i);
        }
        return Tensor.of(shape, values);
    }

    @Test
    void recurrentDropoutOfAnLstmReachesTheProductOfItsOutputAndNotItsMemory() {
        LstmCell lstm = new LstmCell(CellSpec.of(INPUT, HIDDEN), parameters);
        MaskedProducts products = new MaskedProducts(Traced.of(lstm));
        assertThat(products.states()).containsExactly("h");
        Tensor x = normal(1, 2, INPUT);
        State state = State.of("h", normal(2, 2, HIDDEN), "c", normal(3, 2, HIDDEN));
        Tensor mask = Tensor.of(Shape.of(2, HIDDEN), 0, 2, 2, 0, 2, 0, 0, 0);

        Step step = products.step(x, state, State.of("h", mask));

        Step expected = lstm.step(x, state.with("h", state.get("h").mul(mask)));
        assertThat(step.output().sameBits(expected.output())).isTrue();
        assertThat(step.state().sameBits(expected.state())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfTheMaskedEquations(Kind kind) {
        Cell cell = kind.cell(parameters);
        Recurrent layer = new Recurrent(cell)
                .with(Regularizers.none()
                        .inputs(0.2)
                        .variational(0.2)
                        .recurrent(0.3)
                        .zoneout(0.3));
        Map<Tensor, double[]> values = new HashMap<>();
        Tensor x = symbol(normal(5, 4, 3, INPUT), values);
        State initial = State.none();
        for (String state : layer.initial(3).names()) {
            initial = initial.with(state, symbol(normal(6, 3, HIDDEN), values));
        }
        parameters.named().values().forEach(parameter -> values.put(parameter, wide(parameter)));

        State before = initial;
        Tensor weights = normal(7, 4, 3, HIDDEN);
        Tensor[] wrt = new ArrayList<>(before.tensors().values()).toArray(Tensor[]::new);
        Differentiated derived = TrainingPass.of(3, 9)
                .within(() -> Trace.of(() -> Tape.differentiate(
                        () -> {
                            Sequence xs = new Sequence(x, Lengths.of(4, 2, 0));
                            Unrolled run = layer.run(xs, before, Resets.none());
                            Tensor loss = run.outputs().values().mul(weights).sum();
                            for (Tensor last : run.last().tensors().values()) {
                                loss = loss.add(last.square().sum());
                            }
                            return loss;
                        },
                        concat(x, wrt))));

        for (Tensor tensor : concat(x, wrt)) {
            assertClose("input", derived, derived.gradients().of(tensor), tensor, values);
        }
        assertThat(derived.gradients().parameters())
                .hasSameSizeAs(parameters.named().keySet());
        parameters
                .named()
                .forEach((name, parameter) -> assertClose(
                        name,
                        derived,
                        Objects.requireNonNull(derived.gradients().parameters().get(name)),
                        parameter,
                        values));
    }

    private static Tensor[] concat(Tensor first, Tensor... others) {
        List<Tensor> all = new ArrayList<>(List.of(others));
        all.addFirst(first);
        return all.toArray(Tensor[]::new);
    }

    private static Tensor symbol(Tensor value, Map<Tensor, double[]> values) {
        Tensor symbol = Trace.symbol(value.shape());
        values.put(symbol, wide(value));
        return symbol;
    }

    private static double[] wide(Tensor tensor) {
        return Reference.evaluate(List.of(tensor), Map.of()).getFirst();
    }

    /** Central differences of fourth order in float64. */
    private static void assertClose(
            String what, Differentiated derived, Tensor gradient, Tensor wrt, Map<Tensor, double[]> values) {
        double[] found = Reference.evaluate(List.of(gradient), values).getFirst();
        double[] at = Objects.requireNonNull(values.get(wrt));
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < at.length; i++) {
            double middle = at[i];
            double sum = 0;
            for (int step : new int[] {-2, -1, 1, 2}) {
                at[i] = middle + step * STEP;
                double value =
                        Reference.evaluate(List.of(derived.value()), values).getFirst()[0];
                sum += Integer.signum(step) * (Math.abs(step) == 1 ? 8 : -1) * value;
            }
            at[i] = middle;
            double slope = sum / (12 * STEP);
            difference += (found[i] - slope) * (found[i] - slope);
            norm += slope * slope;
        }
        assertThat(norm).as(what).isPositive();
        assertThat(Math.sqrt(difference / norm)).as("normwise, of %s", what).isLessThan(1e-9);
    }
}
