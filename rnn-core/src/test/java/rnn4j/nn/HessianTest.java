package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Hessian;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Reference;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/** What the second derivatives make of a direction, by head, and against differences of gradients. */
class HessianTest {

    private static final double STEP = 1e-3;

    private final Parameters parameters = Parameters.seeded(1);

    /** A gated cell: g = σ(x w + h u), h' = g tanh(h u + x w) + (1 - g) h. */
    private static final class Gated implements Cell {
        private final CellShape shape;
        private final Tensor w;
        private final Tensor u;

        Gated(int input, int hidden, Parameters parameters) {
            shape = CellShape.of(input, hidden).state("h", hidden);
            w = parameters.create("w", Shape.of(input, hidden), Init.glorot());
            u = parameters.create("u", Shape.of(hidden, hidden), Init.orthogonal());
        }

        @Override
        public CellShape shape() {
            return shape;
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor h = state.get("h");
            Tensor sum = x.matmul(w).add(h.matmul(u));
            Tensor gate = sum.sigmoid();
            Tensor next = gate.mul(sum.tanh()).add(gate.oneMinus().mul(h));
            return Step.of(next, State.of("h", next));
        }
    }

    /** L = a³ + 2 a b, H = [[6 a, 2], [2, 0]]; at a = 2, b = 5 along (1, 10): (12 + 20, 2). */
    @Test
    void aHessianByHead() {
        Tensor a = parameters.create("a", Shape.SCALAR, (shape, random) -> Tensor.full(shape, 2));
        Tensor b = parameters.create("b", Shape.SCALAR, (shape, random) -> Tensor.full(shape, 5));

        Map<String, Tensor> product = Hessian.product(
                () -> a.mul(a).mul(a).add(a.mul(b).mul(2)), Map.of("a", Tensor.scalar(1), "b", Tensor.scalar(10)));

        assertThat(Objects.requireNonNull(product.get("a")).value()).isEqualTo(32);
        assertThat(Objects.requireNonNull(product.get("b")).value()).isEqualTo(2);
    }

    /** In float64, where differences of fourth order are good to ten digits; and float32 is near. */
    @Test
    void aLayersHessianIsTheDifferenceOfItsGradients() {
        Recurrent layer = new Recurrent(new Gated(3, 5, parameters.scope("cell")));
        Tensor x = draw("x", Shape.of(6, 4, 3));
        Tensor weights = draw("weights", Shape.of(6, 4, 5));
        Supplier<Tensor> loss = () ->
                layer.apply(Sequence.full(x)).values().sub(weights).square().mean();
        Map<String, Tensor> direction = new LinkedHashMap<>();
        parameters.named().forEach((name, value) -> direction.put(name, draw("v " + name, value.shape())));
        Map<String, Tensor> gradients =
                Trace.of(() -> Tape.differentiate(loss)).gradients().parameters();
        Map<String, Tensor> traced = Trace.of(() -> Hessian.product(loss, direction));
        Map<String, Tensor> computed = Hessian.product(loss, direction);

        assertThat(traced.keySet()).containsExactlyElementsOf(parameters.named().keySet());
        traced.forEach((name, product) -> {
            double[] exact = Reference.evaluate(List.of(product), Map.of()).getFirst();
            double[] measured = difference(Objects.requireNonNull(gradients.get(name)), direction);
            for (int i = 0; i < exact.length; i++) {
                assertThat(exact[i]).as("%s[%d]", name, i).isCloseTo(measured[i], within(1e-9));
                assertThat((double) Objects.requireNonNull(computed.get(name)).values()[i])
                        .isCloseTo(exact[i], within(2e-6));
            }
        });
    }

    /** Returns the slope of a gradient along the direction: (8 (g(h) - g(-h)) - (g(2h) - g(-2h))) / 12h. */
    private double[] difference(Tensor gradient, Map<String, Tensor> direction) {
        double[] sum = new double[gradient.shape().count()];
        for (int step : new int[] {-2, -1, 1, 2}) {
            double weight = Integer.signum(step) * (Math.abs(step) == 1 ? 8 : -1) / (12 * STEP);
            Map<Tensor, double[]> moved = new LinkedHashMap<>();
            parameters.named().forEach((name, value) -> {
                float[] v = Objects.requireNonNull(direction.get(name)).values();
                double[] at = Reference.evaluate(List.of(value), Map.of()).getFirst();
                for (int i = 0; i < at.length; i++) {
                    at[i] += step * STEP * v[i];
                }
                moved.put(value, at);
            });
            double[] there = Reference.evaluate(List.of(gradient), moved).getFirst();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * there[i];
            }
        }
        return sum;
    }

    private static Tensor draw(String purpose, Shape shape) {
        return Init.uniform(-1.5f, 1.5f).draw(shape, RandomSource.of(1, purpose));
    }

    @Test
    void aWrongDirectionIsRefused() {
        Tensor a = parameters.create("a", Shape.of(2), Init.ones());
        Supplier<Tensor> loss = () -> a.square().sum();

        assertThatThrownBy(() -> Hessian.product(loss, Map.of("b", Tensor.scalar(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hessian: the loss has no parameters [b]; use names among [a]");
        assertThatThrownBy(() -> Hessian.product(loss, Map.of("a", Tensor.scalar(1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the direction of 'a' is []; use that of the parameter, [2]");
    }
}
