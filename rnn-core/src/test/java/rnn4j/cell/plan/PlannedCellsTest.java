package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Driver;
import rnn4j.cell.Sequence;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.cell.graph.StepGraph;
import rnn4j.tensor.Tensor;

/** The cells themselves, step by step: sound enough to hold a plan against. */
class PlannedCellsTest {

    private static final long SEED = 31;

    static List<PlannedCells.Entry> cells() {
        return PlannedCells.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void theStepIsAGraph(PlannedCells.Entry entry) {
        for (int hidden : new int[] {1, 3, 16, 17}) {
            Passage passage =
                    Passage.of(entry, new Passage.Sizes(1, 2, 5, hidden), Passage.Filling.FULL, SEED + hidden);
            StepGraph graph = StepGraph.trace(passage.cell(), passage.parameters());
            assertThat(StepGraph.parse(graph.print())).isEqualTo(graph);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void valuesStayBoundedOverFiftySteps(PlannedCells.Entry entry) {
        Passage passage = Passage.of(entry, new Passage.Sizes(50, 3, 7, 16), Passage.Filling.FULL, SEED);
        Unrolled run = passage.run(new StepDriver(passage.cell()));
        Passage.named(run).forEach((name, value) -> {
            float most = value.abs().reshape(value.shape().count()).max(0).value();
            // the clockwork's step number is 50
            assertThat(most).as(name).isLessThanOrEqualTo(60);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyParameterHasAGradient(PlannedCells.Entry entry) {
        Passage passage = Passage.of(entry, new Passage.Sizes(12, 3, 7, 16), Passage.Filling.FULL, SEED);
        Map<String, Tensor> gradients = passage.gradients(new StepDriver(passage.cell()));
        assertThat(passage.parameters().named()).isNotEmpty();
        gradients.forEach((name, gradient) -> {
            assertThat(gradient.finite()).as(name).isTrue();
            assertThat(gradient.square().sum().value()).as(name).isPositive();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void theOutputFollowsTheStateItIsGiven(PlannedCells.Entry entry) {
        Passage passage = Passage.of(entry, new Passage.Sizes(3, 2, 7, 16), Passage.Filling.CARRIED, SEED);
        Driver driver = new StepDriver(passage.cell());
        Sequence xs = passage.xs();
        assertThat(passage.run(driver)
                        .outputs()
                        .values()
                        .sameBits(driver.run(xs).outputs().values()))
                .isFalse();
    }
}
