package rnn4j.cell.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Sequence;
import rnn4j.cell.Step;
import rnn4j.cell.StepDriver;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** A trace that finds the parameters by itself. */
class TracedTest {

    private final Parameters model = Parameters.seeded(5);
    private final Cell cell = ToyCells.twisted(4, model.scope("a").scope("b"));

    @Test
    void namesTheParametersThatAreUsedInFull() {
        model.scope("a").create("unused", Shape.of(2), Init.zeros());
        Traced traced = Traced.of(cell);

        assertThat(traced.parameters().keySet()).containsExactlyInAnyOrder("a.b.w", "a.b.u", "a.b.v", "a.b.start");
        traced.parameters()
                .forEach((name, tensor) ->
                        assertThat(tensor).isSameAs(model.named().get(name)));
        assertThat(traced.graph().print())
                .contains("parameter.a.b.w : [4, 5]", "state.m : [B, 2, 5] from parameter.a.b.start");
        assertThat(StepGraph.trace(cell)).isEqualTo(traced.graph());
        assertThat(StepGraph.parse(traced.graph().print())).isEqualTo(traced.graph());
    }

    @Test
    void itsCellSharesTheParameters() {
        Cell same = Traced.of(cell).cell();
        Sequence xs = Sequence.full(ToyCells.normal(1, 3, 2, 4));
        Differentiated expected = loss(cell, xs);
        Differentiated derived = loss(same, xs);

        assertThat(derived.value().sameBits(expected.value())).isTrue();
        assertThat(derived.gradients().parameters().keySet())
                .isEqualTo(model.named().keySet());
        derived.gradients()
                .parameters()
                .forEach((name, gradient) -> assertThat(gradient.sameBits(Objects.requireNonNull(
                                expected.gradients().parameters().get(name))))
                        .as(name)
                        .isTrue());
        model.update(Map.of("a.b.start", Tensor.full(Shape.of(2, 5), 3)));
        assertThat(same.shape().initial(1).get("m").at(0, 1, 4)).isEqualTo(3);
    }

    private static Differentiated loss(Cell cell, Sequence xs) {
        return Tape.differentiate(
                () -> new StepDriver(cell).run(xs).outputs().values().square().sum());
    }

    @Test
    void refusesOtherParameters() {
        Traced traced = Traced.of(cell);
        assertThatThrownBy(() -> traced.graph().cell(Map.of()))
                .hasMessageContaining("step graph: parameter 'a.b.", "is not among []; give one [");
        Tensor one = Parameters.seeded(1).create("w", Shape.of(2), Init.ones());
        Tensor other = Parameters.seeded(2).create("w", Shape.of(2), Init.ones());
        Cell both =
                ToyCells.of(CellShape.of(2, 2), (x, state) -> Step.of(x.mul(one).add(other), state));
        assertThatThrownBy(() -> Traced.of(both))
                .isInstanceOf(UntraceableException.class)
                .hasMessageContaining("uses two parameters named 'w'; give each its own scope");
    }
}
