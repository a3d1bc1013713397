package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.cell.Unrolled;
import rnn4j.cell.plan.Plans;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

class RecurrentLayersTest {

    private final Parameters parameters = Parameters.seeded(3);

    private Stacked twoOfBoth() {
        return Stacked.of(
                2,
                CellSpec.of(4, 5),
                parameters,
                (spec, scope) -> Bidirectional.of(spec, scope, (each, own) -> ToyCells.twisted(each.input(), own)));
    }

    @Test
    void oneCellIsWhatItsDriverGives() {
        var cell = ToyCells.twisted(4, parameters);
        Sequence xs = new Sequence(ToyCells.normal(1, 6, 3, 4), Lengths.of(6, 2, 0));
        Driver driver = Plans.driver(cell);

        for (Direction direction : Direction.values()) {
            Recurrent layer = new Recurrent(cell, direction);
            Unrolled expected = driver.run(xs, driver.shape().initial(3), direction, Resets.none());
            Unrolled run = layer.run(xs, layer.initial(3), Resets.none());

            assertThat(run.outputs().values().sameBits(expected.outputs().values()))
                    .isTrue();
            assertThat(run.last().sameBits(expected.last())).isTrue();
            assertThat(layer.apply(xs).values().sameBits(expected.outputs().values()))
                    .isTrue();
        }
        assertThat(new Recurrent(cell).input()).isEqualTo(4);
        assertThat(new Recurrent(cell).output()).isEqualTo(3);
    }

    @Test
    void namesParametersAndStatesByTheirPlace() {
        Stacked stacked = twoOfBoth();

        assertThat(parameters.named().keySet())
                .startsWith("0.forward.w", "0.forward.u", "0.forward.v", "0.forward.start", "0.backward.w")
                .contains("1.forward.w", "1.backward.start")
                .hasSize(16);
        assertThat(parameters.named().get("1.forward.w"))
                .isNotNull()
                .extracting(Tensor::shape)
                .isEqualTo(Shape.of(6, 5));
        assertThat(stacked.initial(2).names())
                .containsExactly(
                        "0.forward.h",
                        "0.forward.m",
                        "0.backward.h",
                        "0.backward.m",
                        "1.forward.h",
                        "1.forward.m",
                        "1.backward.h",
                        "1.backward.m");
        assertThat(stacked.input()).isEqualTo(4);
        assertThat(stacked.output()).isEqualTo(6);
    }

    @Test
    void aStackIsItsLayersOneAfterTheOther() {
        Recurrent lower = new Recurrent(ToyCells.twisted(4, parameters.scope("a")));
        Recurrent upper = new Recurrent(ToyCells.twisted(3, parameters.scope("b")));
        Sequence xs = new Sequence(ToyCells.normal(2, 5, 2, 4), Lengths.of(5, 3));

        Unrolled run = new Stacked(List.of(lower, upper))
                .run(xs, lower.initial(2).under("0").and(upper.initial(2).under("1")), Resets.none());

        Unrolled first = lower.run(xs, lower.initial(2), Resets.none());
        Unrolled second = upper.run(first.outputs(), upper.initial(2), Resets.none());
        assertThat(run.outputs().values().sameBits(second.outputs().values())).isTrue();
        assertThat(run.last().part("0").sameBits(first.last())).isTrue();
        assertThat(run.last().part("1").sameBits(second.last())).isTrue();
        assertThat(lower.then(upper)
                        .apply(xs)
                        .values()
                        .sameBits(second.outputs().values()))
                .isTrue();
    }

    @Test
    void bothDirectionsStandSideBySide() {
        // forward h: 8 -> 5 -> 4.5; backward: 8 -> 6 -> 4; outputs are 10 h
        Bidirectional both = new Bidirectional(ToyCells.halving(1), ToyCells.halving(1));

        Unrolled run = both.run(Sequence.full(Tensor.of(Shape.of(2, 1, 1), 1, 2)), both.initial(1), Resets.none());

        assertThat(run.outputs().values().values()).containsExactly(50, 40, 45, 60);
        assertThat(run.outputs().values().shape()).isEqualTo(Shape.of(2, 1, 2));
        assertThat(run.last().get("forward.h").value()).isEqualTo(4.5f);
        assertThat(run.last().get("backward.h").value()).isEqualTo(4);
    }

    @ParameterizedTest(name = "second sequence begins at {0}")
    @ValueSource(ints = {1, 2, 4})
    void aResetDividesARowIntoTwoSequencesInBothDirections(int begin) {
        RecurrentLayer layer =
                Bidirectional.of(CellSpec.of(4, 5), parameters, (spec, scope) -> ToyCells.twisted(spec.input(), scope));
        Sequence joined = Sequence.full(ToyCells.normal(9, 5, 1, 4));
        boolean[] before = new boolean[5];
        before[begin] = true;

        Tensor together = layer.run(joined, layer.initial(1), Resets.of(Mask.of(Shape.of(5, 1), before)))
                .outputs()
                .values();

        Tensor apart = Tensor.concat(
                0,
                List.of(
                        layer.apply(joined.steps(0, begin)).values(),
                        layer.apply(joined.steps(begin, 5)).values()));
        assertThat(together.sameBits(apart)).isTrue();
        assertThat(together.sameBits(layer.apply(joined).values())).isFalse();
    }

    @Test
    void tellsThePlaceInTheModel() {
        Recurrent right = new Recurrent(ToyCells.halving(2));
        Bidirectional wrong = Bidirectional.of(
                CellSpec.of(2, 2),
                parameters,
                (spec, scope) -> ToyCells.of(
                        CellShape.of(2, 1), (x, state) -> Step.of(x.matmul(Tensor.zeros(Shape.of(3, 1))), state)));
        Stacked broken = new Stacked(List.of(right, wrong));

        assertThatThrownBy(() -> broken.apply(Sequence.full(Tensor.zeros(Shape.of(1, 1, 2)))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(1, forward, step 0)");
    }

    @Test
    void refusesLayersThatDoNotFit() {
        Recurrent narrow = new Recurrent(ToyCells.halving(1));
        Recurrent wide = new Recurrent(ToyCells.halving(2));

        assertThatThrownBy(() -> new Stacked(List.of(narrow, wide)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer 0 gives 1 features, layer 1 takes 2");
        assertThatThrownBy(() -> new Stacked(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Bidirectional(ToyCells.halving(1), ToyCells.halving(2)))
                .hasMessageContaining("forward takes 1 features, backward 2");
    }
}
