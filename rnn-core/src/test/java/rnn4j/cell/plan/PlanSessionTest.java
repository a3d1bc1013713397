package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Cell;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.StepDriver;
import rnn4j.cell.StreamSession;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** Fed one step at a time, a cell gives what it gives over a sequence. */
class PlanSessionTest {

    private static final Passage.Sizes SIZES = new Passage.Sizes(9, 3, 7, 17);
    private static final int WARM = 30_000;

    private static Passage passage(PlannedCells.Entry entry) {
        return Passage.of(entry, SIZES, Passage.Filling.CARRIED, 31);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rnn4j.cell.plan.PlannedCells#all")
    void stepsAreThoseOfTheSequence(PlannedCells.Entry entry) {
        Passage passage = passage(entry);
        Tensor xs = passage.xs().values();
        Unrolled expected =
                new StepDriver(passage.cell()).run(Sequence.full(xs), passage.from(), Direction.FORWARD, Resets.none());
        StreamSession session = Plans.driver(passage.cell()).stream(SIZES.batch());
        session.restore(passage.from());
        for (int t = 0; t < SIZES.time(); t++) {
            Tensor y = session.step(xs.slice(0, t, t + 1).reshape(xs.shape().without(0)));
            Tensor wanted = expected.outputs().values();
            assertThat(y.sameBits(
                            wanted.slice(0, t, t + 1).reshape(wanted.shape().without(0))))
                    .as("step " + t)
                    .isTrue();
        }
        assertThat(session.state().sameBits(expected.last())).isTrue();
    }

    @Test
    void anUpdateCountsFromTheNextStepOn() {
        Passage passage = passage(PlannedCells.all().get(1));
        Tensor x = passage.xs()
                .values()
                .slice(0, 0, 1)
                .reshape(passage.xs().values().shape().without(0));
        StreamSession session = Plans.driver(passage.cell()).stream(SIZES.batch());
        Tensor before = session.step(x);
        Parameters parameters = passage.parameters();
        parameters.named().forEach((name, value) -> parameters.update(java.util.Map.of(name, value.mul(0.5f))));
        StreamSession fresh = Plans.driver(passage.cell()).stream(SIZES.batch());
        session.restore(passage.cell().shape().initial(SIZES.batch()));
        Tensor after = session.step(x);
        assertThat(after.sameBits(before)).isFalse();
        assertThat(after.sameBits(fresh.step(x))).isTrue();
    }

    /** Fault C02. */
    @Test
    void anotherThreadAndOtherSizesAreRefused() {
        Cell cell = passage(PlannedCells.all().get(1)).cell();
        StreamSession session = Plans.driver(cell).stream(2);
        float[] x = new float[2 * cell.shape().input()];
        float[] y = new float[2 * cell.shape().output()];
        session.step(x, y);
        assertThatThrownBy(() ->
                        CompletableFuture.runAsync(() -> session.step(x, y)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to the thread");
        assertThatThrownBy(() -> session.step(new float[3], y))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("x has 3 numbers");
        assertThatThrownBy(() -> session.restore(cell.shape().initial(3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> session.step(Tensor.zeros(Shape.of(2, 1)))).isInstanceOf(ShapeException.class);
    }

    @Test
    void aWarmStepAllocatesNothing() {
        Cell cell = passage(PlannedCells.all().get(1)).cell();
        StreamSession session = Plans.driver(cell).stream(1);
        float[] x = new float[cell.shape().input()];
        float[] y = new float[cell.shape().output()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 20 && allocated > 0; round++) {
            for (int i = 0; i < WARM; i++) {
                session.step(x, y);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                session.step(x, y);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }
}
