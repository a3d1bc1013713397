package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.NonFinite;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Fault T01: the first number that is not finite is found, with layer, operation, row and time step. */
class NonFiniteTest {

    private static final int TIME = 6;
    private static final int BATCH = 3;

    private final Parameters parameters = Parameters.seeded(1);

    /** h' = f(tanh(x w + h)), planned. */
    private static final class Shaped implements Cell {
        private final CellShape shape;
        private final Tensor w;
        private final UnaryOperator<Tensor> function;

        Shaped(int size, Parameters parameters, UnaryOperator<Tensor> function) {
            shape = CellShape.of(size, size).state("h", size);
            w = parameters.create("w", Shape.of(size, size), Init.identity());
            this.function = function;
        }

        @Override
        public CellShape shape() {
            return shape;
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor h = function.apply(x.matmul(w).add(state.get("h").mul(0)));
            return Step.of(h, State.of("h", h));
        }
    }

    /** Inputs of 1, but for one number of step 4 in row 2. */
    private static Tensor inputs(float odd) {
        float[] x = new float[TIME * BATCH * 2];
        Arrays.fill(x, 1);
        x[(4 * BATCH + 2) * 2 + 1] = odd;
        return Tensor.of(Shape.of(TIME, BATCH, 2), x);
    }

    private Optional<NonFinite> find(UnaryOperator<Tensor> function, float odd) {
        Recurrent first = new Recurrent(new Shaped(2, parameters.scope("first"), x -> x));
        Recurrent second = new Recurrent(new Shaped(2, parameters.scope("second"), function));
        Tensor x = inputs(odd);
        return NonFinite.find(() -> {
            Sequence between = Place.in("below", () -> first.apply(Sequence.full(x)));
            return Place.in("above", () -> second.apply(between)).values().sum();
        });
    }

    @Test
    void aValueIsFoundInItsLayerStepAndRow() {
        NonFinite found = find(h -> h.mul(50).exp().log().mul(0.02f), 2).orElseThrow();

        assertThat(found.operation()).isEqualTo("exp");
        assertThat(found.kind()).isEqualTo(NonFinite.Kind.VALUE);
        assertThat(found.layer()).isEqualTo("second");
        assertThat(found.time()).hasValue(4);
        assertThat(found.row()).hasValue(2);
        assertThat(found.index()).containsExactly(2, 1);
        assertThat(found)
                .hasToString(
                        "Infinity in 'exp' of layer 'second', row 2, time step 4, at [2, 1] of [3, 2] (above, step 4)");
    }

    /** The values are finite, the slope of the root is infinite at zero. */
    @Test
    void aGradientIsFoundInTheDerivativeOfItsOperation() {
        NonFinite found = find(Tensor::sqrt, 0).orElseThrow();

        assertThat(found.operation()).isEqualTo("sqrt");
        assertThat(found.kind()).isEqualTo(NonFinite.Kind.DERIVATIVE);
        assertThat(found.layer()).isEqualTo("second");
        assertThat(found.time()).hasValue(4);
        assertThat(found.row()).hasValue(2);
    }

    /** Minus infinity that a softmax makes to nothing is no fault; what comes after it is. */
    @Test
    void anInfinityThatReachesNothingIsPassedOver() {
        Tensor w = parameters.create("w", Shape.of(2, 2), Init.ones());
        Tensor masked = Tensor.of(Shape.of(2), 0, Float.NEGATIVE_INFINITY);

        NonFinite found = NonFinite.find(() -> {
                    Tensor weights = w.add(masked).softmax(-1);
                    return weights.sum().sub(2).log().sum();
                })
                .orElseThrow();

        assertThat(found.operation()).isEqualTo("log");
        assertThat(found.place()).isEmpty();
        assertThat(found.row()).isEmpty();
    }

    @Test
    void whatIsOfNoStepIsFoundInTheSequence() {
        Tensor w = parameters.create("scale", Shape.of(2), Init.ones());
        Tensor x = inputs(0);

        NonFinite found = NonFinite.find(() -> x.mul(w).log().sum()).orElseThrow();

        assertThat(found.operation()).isEqualTo("log");
        assertThat(found.time()).hasValue(4);
        assertThat(found.row()).hasValue(2);
    }

    @Test
    void aFinitePassHasNone() {
        assertThat(find(Tensor::tanh, 3)).isEmpty();
    }

    @Test
    void anInputThatWasPoisonedIsTold() {
        NonFinite found = find(Tensor::tanh, Float.NaN).orElseThrow();

        assertThat(found.kind()).isEqualTo(NonFinite.Kind.INPUT);
        assertThat(found.index()).containsExactly(4, 2, 1);
        assertThat(found.time()).hasValue(4);
        assertThat(found.row()).hasValue(2);
    }

    @Test
    void aParameterThatWasPoisonedIsTold() {
        Recurrent layer = new Recurrent(new Shaped(2, parameters.scope("first"), x -> x));
        parameters.update(Map.of("first.w", Tensor.of(Shape.of(2, 2), 1, Float.POSITIVE_INFINITY, 0, 1)));
        Tensor x = inputs(1);

        NonFinite found = NonFinite.find(
                        () -> layer.apply(Sequence.full(x)).values().log().sum())
                .orElseThrow();

        assertThat(found.kind()).isEqualTo(NonFinite.Kind.PARAMETER);
        assertThat(found.layer()).isEqualTo("first");
        assertThat(found.index()).containsExactly(0, 1);
        assertThat(found.row()).isEmpty();
    }
}
