package rnn4j.cell.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.cell.graph.UntraceableException.Reason;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Steps that are no fixed set of equations, each told apart. */
class UntraceableTest {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aCallCounterIsFound() {
        assertThat(refused(Reason.CHANGES_BETWEEN_CALLS, x -> x.mul(calls.incrementAndGet())))
                .hasMessageStartingWith(
                        "trace: the step of rnn4j.cell.ToyCells$1 reads something that changes between calls: it has"
                                + " 'constant.0 : [] = 1.0' and 'constant.0 : [] = 2.0'; make it a state");
    }

    @Test
    void aCounterThatChoosesOperationsIsFound() {
        refused(Reason.CHANGES_BETWEEN_CALLS, x -> calls.getAndIncrement() % 2 == 0 ? x.tanh() : x.sigmoid());
        refused(Reason.CHANGES_BETWEEN_CALLS, x -> calls.getAndIncrement() % 2 == 0 ? x : x.neg());
        refused(
                Reason.CHANGES_BETWEEN_CALLS,
                x -> calls.getAndIncrement() % 2 == 0
                        ? x.slice(1, 0, 1).add(x)
                        : x.slice(1, 1, 2).add(x));
    }

    @Test
    void aRandomDrawIsFound() {
        refused(Reason.CHANGES_BETWEEN_CALLS, x -> {
            RandomSource random = RandomSource.of(calls.incrementAndGet(), "noise");
            return x.add(Tensor.of(Shape.of(2), random.normal(0), random.normal(1)));
        });
    }

    @Test
    void aBatchSizeAmongTheNumbersIsFound() {
        assertThat(refused(Reason.DEPENDS_ON_BATCH, x -> x.div(x.shape().size(0))))
                .hasMessageContaining(
                        "depends on the batch size: with 89 and with 97 rows it has 'constant.0 : [] = 89.0' and"
                                + " 'constant.0 : [] = 97.0'; let nothing but sizes follow the batch");
        refused(Reason.DEPENDS_ON_BATCH, x -> x.mean(0).expand(0).broadcast(x.shape()));
    }

    @Test
    void aBranchOnTheBatchSizeIsFound() {
        refused(Reason.DEPENDS_ON_BATCH, x -> x.shape().size(0) > 90 ? x.tanh() : x.sigmoid());
        refused(Reason.DEPENDS_ON_BATCH, x -> x.shape().size(0) > 90 ? x : x.neg());
        refused(
                Reason.DEPENDS_ON_BATCH,
                x -> x.slice(0, 0, x.shape().size(0) - 1).sum(0).add(x));
        refused(Reason.DEPENDS_ON_BATCH, x -> Tensor.of(x.shape(), numbered(x.shape())));
    }

    private static float[] numbered(Shape shape) {
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }

    @Test
    void readingAValueRunsOnTheTapeAndIsTold() {
        assertThat(refused(Reason.READS_VALUES, x -> x.at(0, 0) > 0 ? x : x.neg()))
                .hasMessage(
                        "trace: the step of rnn4j.cell.ToyCells$1 reads the value of a tensor, so it runs step by step, on the"
                                + " tape; to be faster, decide by operations such as greater and select");
        refused(Reason.READS_VALUES, x -> x.mul(x.sum().value()));
    }

    @Test
    void aStepThatFailsIsTold() {
        assertThat(refused(Reason.FAILED, x -> x.matmul(Tensor.zeros(Shape.of(5, 5)))))
                .hasMessageContaining(
                        "failed with rnn4j.tensor.ShapeException: matmul: inner sizes differ: [89, 2] x [5, 5]")
                .hasRootCauseInstanceOf(rnn4j.tensor.ShapeException.class);
        assertThat(refused(Reason.FAILED, x -> x.slice(1, 0, 1)))
                .hasMessageContaining(
                        "returned the output [89, 1] where its shape says [89, 2]; make step() and shape() agree");
        Cell forgets = ToyCells.of(CellShape.of(2, 2).state("h", 2), (x, state) -> Step.of(x, State.none()));
        assertThatThrownBy(() -> StepGraph.trace(forgets, Parameters.seeded(1)))
                .hasMessageContaining("returned state {} where its shape says {h=[89, 2]}");
    }

    @Test
    void aParameterOfAnotherScopeIsTold() {
        Parameters model = Parameters.seeded(1);
        Tensor w = model.scope("a").create("w", Shape.of(2), Init.ones());
        Cell cell = ToyCells.of(CellShape.of(2, 2), (x, state) -> Step.of(x.mul(w), state));
        assertThat(StepGraph.trace(cell, model).print()).contains("parameter.a.w");
        assertThatThrownBy(() -> StepGraph.trace(cell, model.scope("b")))
                .isInstanceOf(UntraceableException.class)
                .hasMessageContaining("uses the parameter 'a.w', which is not one of 'b.'; trace it with the scope");
        assertThatThrownBy(() -> StepGraph.trace(cell, Parameters.seeded(1).scope("a")))
                .hasMessageContaining("'a.w'");
    }

    @Test
    void aTensorKeptFromAnotherCallIsTold() {
        List<Tensor> kept = new ArrayList<>();
        refused(Reason.FAILED, x -> {
            kept.add(x.slice(1, 0, 1));
            return x.add(kept.getFirst().sum());
        });
    }

    private UntraceableException refused(Reason reason, UnaryOperator<Tensor> step) {
        Cell cell = ToyCells.of(CellShape.of(2, 2), (x, state) -> Step.of(step.apply(x), state));
        UntraceableException thrown =
                catchThrowableOfType(UntraceableException.class, () -> StepGraph.trace(cell, Parameters.seeded(1)));
        assertThat(thrown).isNotNull();
        assertThat(thrown.reason()).as(thrown.getMessage()).isEqualTo(reason);
        return thrown;
    }
}
