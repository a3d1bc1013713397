package rnn4j.cell.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class StepGraphTest {

    private final Parameters parameters = Parameters.seeded(1);

    /** A cell with all there is: columns, a learned state, a matrix state, constants, sizes that follow the batch. */
    private static Cell rich(Parameters parameters) {
        Tensor w = parameters.scope("inner").create("w", Shape.of(2, 3), Init.glorot());
        Tensor start = parameters.create("start", Shape.of(3), Init.uniform(-1, 1));
        parameters.create("spare", Shape.of(1), Init.ones());
        Tensor mask = Tensor.of(Shape.of(3), 1, 0, -0.5f);
        CellShape shape = CellShape.of(2, 6)
                .state("h", start)
                .state("m", Tensor.of(Shape.of(1, 3), 1, 2, 3))
                .state("t")
                .columns("dt", "\"x\"\\\u00e9");
        return ToyCells.of(shape, (x, state) -> {
            int rows = x.shape().size(0);
            Tensor unused = x.exp();
            Tensor h = x.matmul(w).mul(mask).add(state.get("h").mul(0.5f));
            Tensor m = state.get("m").add(h.expand(1)).add(Tensor.full(Shape.of(rows, 1, 3), 0.25f));
            Tensor flat = Tensor.concat(1, List.of(h, m.reshape(3 * rows).reshape(rows, 3)));
            assertThat(unused.symbolic()).isEqualTo(x.symbolic());
            return Step.of(flat, State.of("m", m, "t", state.get("t").add(1)).with("h", h));
        });
    }

    @Test
    void printsALineForEachNode() {
        assertThat(StepGraph.trace(rich(parameters), parameters).print()).isEqualTo("""
                rnn4j-step 1
                columns "dt", "\\u0022x\\u0022\\u005c\\u00e9"
                x : [B, 2]
                state.h : [B, 3] from parameter.start
                state.m : [B, 1, 3] from 1.0 2.0 3.0
                state.t : [B] from 0.0
                parameter.inner.w : [2, 3]
                parameter.start : [3]
                parameter.spare : [1]
                constant.0 : [3] = 1.0 0.0 -0.5
                constant.1 : [] = 0.5
                constant.2 : [B, 1, 3] = all 0.25
                constant.3 : [] = 1.0
                %0 = matmul@1(x, parameter.inner.w) {transposeA=false, transposeB=false} : [B, 3]
                %1 = mul@1(%0, constant.0) : [B, 3]
                %2 = mul@1(state.h, constant.1) : [B, 3]
                %3 = add@1(%1, %2) : [B, 3]
                %4 = reshape@1(%3) {shape=[B, 1, 3]} : [B, 1, 3]
                %5 = add@1(state.m, %4) : [B, 1, 3]
                %6 = add@1(%5, constant.2) : [B, 1, 3]
                %7 = reshape@1(%6) {shape=[3B]} : [3B]
                %8 = reshape@1(%7) {shape=[B, 3]} : [B, 3]
                %9 = concat@1(%3, %8) {axis=1} : [B, 6]
                %10 = add@1(state.t, constant.3) : [B]
                output %9
                next.h %3
                next.m %6
                next.t %10
                """);
    }

    @Test
    void readsBackEqual() {
        StepGraph graph = StepGraph.trace(rich(parameters), parameters);
        StepGraph read = StepGraph.parse(graph.print());
        assertThat(read).isEqualTo(graph).hasSameHashCodeAs(graph);
        assertThat(read.hash()).isEqualTo(graph.hash()).matches("[0-9a-f]{64}");
        assertThat(read.print()).isEqualTo(graph.print());
        assertThat(read.columns()).containsExactly("dt", "\"x\"\\\u00e9");
        assertThat(read.next().keySet()).containsExactly("h", "m", "t");
    }

    @Test
    void everyNumberIsReadWithItsBits() {
        float[] values = {
            0f,
            -0f,
            Float.MIN_VALUE,
            Float.MIN_NORMAL,
            0.1f,
            1f / 3,
            16777215f,
            Float.MAX_VALUE,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            1e10f
        };
        Tensor numbers = Tensor.of(Shape.of(values.length), values);
        CellShape shape = CellShape.of(values.length, values.length).state("s", numbers);
        Cell cell = ToyCells.of(shape, (x, state) -> Step.of(x.add(numbers), state));
        StepGraph graph = StepGraph.trace(cell, parameters);
        StepGraph read = StepGraph.parse(graph.print());
        assertThat(read).isEqualTo(graph);
        assertThat(read.cell(Parameters.seeded(1))
                        .shape()
                        .initial(1)
                        .get("s")
                        .index(0, 0)
                        .sameBits(numbers))
                .isTrue();
    }

    @Test
    void anotherNumberIsAnotherGraph() {
        StepGraph zero = StepGraph.trace(scaled(0f), parameters);
        StepGraph negative = StepGraph.trace(scaled(-0f), parameters);
        assertThat(zero).isNotEqualTo(negative);
        assertThat(zero.hash()).isNotEqualTo(negative.hash());
        assertThat(StepGraph.trace(scaled(0f), parameters)).isEqualTo(zero);
    }

    private static Cell scaled(float factor) {
        return ToyCells.of(CellShape.of(2, 2), (x, state) -> Step.of(x.mul(factor), state));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 89, 97})
    void aCellOfTheGraphHasTheBitsOfTheCell(int rows) {
        Cell cell = rich(parameters);
        StepGraph graph = StepGraph.trace(cell, parameters);
        Parameters stored = Parameters.of(parameters.snapshot().tensors());
        Cell again = StepGraph.parse(graph.print()).cell(stored);
        assertThat(stored.unclaimed()).isEmpty();
        assertThat(stored.named().keySet())
                .containsExactlyElementsOf(parameters.named().keySet());
        assertThat(again.shape().toString()).isEqualTo(cell.shape().toString());
        assertThat(again.shape().columnNames()).isEqualTo(cell.shape().columnNames());
        State state = cell.shape().initial(rows);
        State twin = again.shape().initial(rows);
        for (int t = 0; t < 3; t++) {
            assertThat(twin.sameBits(state)).isTrue();
            Tensor x = ToyCells.normal(t, rows, 2);
            Step step = cell.step(x, state);
            Step other = again.step(x, twin);
            assertThat(other.output().sameBits(step.output())).isTrue();
            state = cell.shape().ordered(step.state());
            twin = other.state();
        }
    }

    @Test
    void aCellOfTheGraphTracesToTheGraph() {
        StepGraph graph = StepGraph.trace(rich(parameters), parameters);
        Parameters stored = Parameters.of(parameters.snapshot().tensors());
        assertThat(StepGraph.trace(graph.cell(stored), stored)).isEqualTo(graph);
    }

    @Test
    void aScopeOfItsOwnLeavesTheNamesBelow() {
        Parameters model = Parameters.seeded(3);
        Parameters scope = model.scope("encoder").scope("forward");
        StepGraph graph = StepGraph.trace(ToyCells.twisted(2, scope), scope);
        assertThat(graph.print()).contains("parameter.w : ").doesNotContain("encoder");
        Map<String, Tensor> moved = new TreeMap<>();
        model.snapshot().tensors().forEach((name, value) -> moved.put(name.replace("encoder.forward.", "a."), value));
        Parameters stored = Parameters.of(moved);
        Cell cell = graph.cell(stored.scope("a"));
        assertThat(cell.shape().input()).isEqualTo(2);
        assertThat(stored.unclaimed()).isEmpty();
    }

    @Test
    void aGraphDoesNotTellHowParametersBegin() {
        StepGraph graph = StepGraph.trace(ToyCells.twisted(2, parameters), parameters);
        assertThatThrownBy(() -> graph.cell(Parameters.seeded(9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step graph: a parameter [2, 5] has no stored values; give parameters that hold them");
    }

    @Test
    void aStepThatReturnsWhatComesInIsAGraph() {
        Cell echo = ToyCells.of(
                CellShape.of(2, 2).state("last", 2), (x, state) -> Step.of(state.get("last"), State.of("last", x)));
        assertThat(StepGraph.trace(echo, parameters).print()).isEqualTo("""
                rnn4j-step 1
                x : [B, 2]
                state.last : [B, 2] from all 0.0
                output state.last
                next.last x
                """);
    }

    @Test
    void aDeepStepOverflowsNoStack() {
        Cell deep = ToyCells.of(CellShape.of(1, 1), (x, state) -> {
            Tensor y = x;
            for (int i = 0; i < 20_000; i++) {
                y = y.neg();
            }
            return Step.of(y, state);
        });
        StepGraph graph = StepGraph.trace(deep, parameters);
        assertThat(graph.nodes()).hasSize(20_001);
        assertThat(StepGraph.parse(graph.print())).isEqualTo(graph);
    }
}
