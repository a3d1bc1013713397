package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.CellShape;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Tensor;

/** The bounds that gradients are held to: another order of sums keeps them, a lost term does not. */
class PlanTwinCheckTest {

    private static final Passage.Sizes SIZES = new Passage.Sizes(7, 3, 5, 6);

    private final Passage passage = Passage.of(PlannedCells.all().get(1), SIZES, Passage.Filling.RAGGED, 3);

    /** Changes what a step-by-step driver is given or returns. */
    private abstract class Changed implements Driver {
        final StepDriver steps = new StepDriver(passage.cell());

        @Override
        public String explain() {
            return "changed: " + steps.explain();
        }

        @Override
        public CellShape shape() {
            return steps.shape();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rnn4j.cell.plan.PlannedCells#all")
    void rowByRowIsNearEnough(PlannedCells.Entry entry) {
        // sums of few terms, which may cancel, and of many steps
        for (Passage.Sizes sizes : List.of(PlanTwinTest.SIZES.get(1), PlanTwinTest.SIZES.get(5))) {
            for (Passage passage : Passage.all(entry, sizes, 11)) {
                PlanTwinTest.assertGradientsNear(passage, new RowByRow(passage.cell()));
            }
        }
    }

    @Test
    void aStateWhoseGradientEndsIsFound() {
        assertFound(new Changed() {
            @Override
            public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
                Unrolled run = steps.run(xs, initial, direction, resets);
                return new Unrolled(
                        run.outputs(), run.last().with("c", run.last().get("c").stopGradient()));
            }
        });
    }

    @Test
    void aForgottenResetIsFound() {
        assertFound(new Changed() {
            @Override
            public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
                return steps.run(xs, initial, direction, Resets.none());
            }
        });
    }

    @Test
    void aGradientIntoThePaddingIsFound() {
        assertFound(new Changed() {
            @Override
            public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
                Unrolled run = steps.run(xs, initial, direction, resets);
                Tensor nothing = xs.values().sum().mul(1e-12f);
                return new Unrolled(run.outputs().map(ys -> ys.add(nothing)), run.last());
            }
        });
    }

    private void assertFound(Driver faulty) {
        PlanTwinTest.assertGradientsNear(passage, new StepDriver(passage.cell()));
        assertThatThrownBy(() -> PlanTwinTest.assertGradientsNear(passage, faulty))
                .isInstanceOf(AssertionError.class);
    }
}
