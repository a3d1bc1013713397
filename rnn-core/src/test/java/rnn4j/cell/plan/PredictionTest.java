package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Cell;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;

/** What a run takes is what was said before it began. */
class PredictionTest {

    private static final int BATCH = 4;
    private static final int TIME = 3000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("rnn4j.cell.plan.PlannedCells#all")
    void memoryIsAsPredicted(PlannedCells.Entry entry) {
        Cell cell = entry.factory().create(3, 5, Parameters.seeded(1));
        Plan plan = Planner.training(Derivation.of(cell), false);
        RowOrder order = new RowOrder(Lengths.full(BATCH, TIME), TIME, Direction.FORWARD, Resets.none());
        Prediction whole = Prediction.of(plan, order, Long.MAX_VALUE);
        assertThat(whole.pieces()).isOne();
        for (long budget : List.of(Long.MAX_VALUE, whole.bytes() / 2, 1L)) {
            Prediction prediction = Prediction.of(plan, order, budget);
            Memory memory = new Memory(plan);
            Segments segments = Segments.of(order, memory.perRow(), memory.perState() * BATCH, budget);
            memory.prepare(order, segments);
            long between = (segments.count() - 1) * memory.perState() * BATCH;
            assertThat((double) memory.bytes() + between)
                    .isCloseTo((double) prediction.bytes(), within(0.1 * prediction.bytes()));
            assertThat(prediction.bytes()).isLessThanOrEqualTo(whole.bytes());
        }
        assertThat(Prediction.of(plan, order, 1).pieces()).isGreaterThan(1);
    }
}
