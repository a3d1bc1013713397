package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.cell.plan.PlanTwinTest.planned;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.StepDriver;
import rnn4j.cell.ToyCells;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Init;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** What may go wrong, and where it must not reach. */
class PlanFaultsTest {

    private static final Passage.Sizes SIZES = new Passage.Sizes(7, 5, 3, 7);

    private final AtomicInteger calls = new AtomicInteger();

    /** Returns what a driver says of how it runs its cell. */
    private static String explained(Driver driver) {
        return driver.explain();
    }

    @Test
    void aStepThatReadsValuesRunsOnTheTapeAndSaysSo() {
        Parameters parameters = Parameters.seeded(3);
        Tensor w = parameters.create("w", Shape.of(3, 4), Init.glorot());
        Cell reading = ToyCells.of(CellShape.of(3, 4).state("h", 4), (x, s) -> {
            Tensor h = x.matmul(w).add(s.get("h"));
            Tensor next = h.sum().value() > 0 ? h.tanh() : h.sigmoid();
            return Step.of(next, State.of("h", next));
        });
        PlannedCells.Entry entry = new PlannedCells.Entry("reading", (input, hidden, scope) -> reading);
        Passage passage = Passage.of(entry, new Passage.Sizes(5, 2, 3, 4), Passage.Filling.RAGGED, 3);
        Driver plan = planned(reading);

        assertThat(sameBits(Passage.named(passage.run(plan)), Passage.named(passage.run(new StepDriver(reading)))))
                .isTrue();
        assertThat(sameBits(passage.gradients(plan), passage.gradients(new StepDriver(reading))))
                .isTrue();
        assertThat(explained(plan)).contains("reads the value of a tensor", "step by step");
    }

    /** A weight that is computed from others is a constant of the step; a plan would know no gradient of it. */
    @Test
    void theGradientOfATensorThatTheCellHoldsIsFound() {
        Tensor w = Tensor.of(Shape.of(2, 2), 0.5f, -0.25f, 1, 2);
        Cell holding =
                ToyCells.of(CellShape.of(2, 2), (x, s) -> Step.of(x.matmul(w).tanh(), s));
        Sequence xs = Sequence.full(Tensor.of(Shape.of(2, 1, 2), 1, 2, 3, 4));
        Tensor plan = Tape.differentiate(
                        () -> planned(holding).run(xs).outputs().values().sum(), w)
                .gradients()
                .of(w);
        Tensor steps = Tape.differentiate(
                        () -> new StepDriver(holding).run(xs).outputs().values().sum(), w)
                .gradients()
                .of(w);
        assertThat(plan.sameBits(steps)).isTrue();
        assertThat(plan.sameBits(Tensor.zeros(w.shape()))).isFalse();
    }

    @Test
    void aStepThatChangesBetweenCallsIsRefused() {
        Cell counting = ToyCells.of(CellShape.of(2, 2), (x, s) -> Step.of(x.mul(calls.incrementAndGet()), s));
        assertThatThrownBy(() -> planned(counting).run(Sequence.full(Tensor.zeros(Shape.of(2, 1, 2)))))
                .hasMessageContaining("reads something that changes between calls");
    }

    @Test
    void sequencesStatesAndResetsOfOtherSizesAreRefused() {
        Passage passage = Passage.of(PlannedCells.all().getFirst(), SIZES, Passage.Filling.CARRIED, 4);
        Driver plan = planned(passage.cell());
        Sequence wide = Sequence.full(Tensor.zeros(Shape.of(7, 5, 4)));
        assertThatThrownBy(() -> plan.run(wide))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[7, 5, 4]");
        Sequence fewer = Sequence.full(Tensor.zeros(Shape.of(7, 4, 3)));
        assertThatThrownBy(() -> plan.run(fewer, passage.from(), Direction.FORWARD, Resets.none()))
                .isInstanceOf(ShapeException.class);
        Resets later = Resets.of(Mask.all(Shape.of(8, 5)));
        assertThatThrownBy(() -> plan.run(passage.xs(), passage.from(), Direction.FORWARD, later))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void anUpdateReachesTheNextRun() {
        Passage passage = Passage.of(PlannedCells.all().get(1), SIZES, Passage.Filling.CARRIED, 4);
        Driver plan = planned(passage.cell());
        Unrolled before = passage.run(plan);
        passage.gradients(plan);
        passage.parameters()
                .named()
                .forEach((name, value) -> passage.parameters().update(Map.of(name, value.mul(0.5f))));
        Unrolled after = passage.run(plan);
        Unrolled steps = passage.run(new StepDriver(passage.cell()));
        assertThat(before.outputs().values().sameBits(after.outputs().values())).isFalse();
        assertThat(sameBits(Passage.named(after), Passage.named(steps))).isTrue();
        assertThat(sameBits(passage.gradients(plan), passage.gradients(planned(passage.cell()))))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rnn4j.cell.plan.PlannedCells#all")
    void whatThePaddingHoldsReachesNothing(PlannedCells.Entry entry) {
        for (Passage.Filling filling : List.of(Passage.Filling.RAGGED, Passage.Filling.BACKWARD)) {
            Passage clean = Passage.of(entry, SIZES, filling, 6);
            Driver plan = planned(clean.cell());
            Tensor real = clean.xs().lengths().mask(SIZES.time()).tensor().expand(-1);
            Map<String, Tensor> values = Passage.named(clean.run(plan));
            Map<String, Tensor> gradients = clean.gradients(plan);
            for (float garbage : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1e38f, 0}) {
                Tensor padded = Tensor.select(real, clean.xs().values(), Tensor.scalar(garbage));
                Passage dirty = clean.with(new Sequence(padded, clean.xs().lengths()), clean.from());
                assertThat(sameBits(Passage.named(dirty.run(plan)), values))
                        .as("%s, values, padded with %s", filling, garbage)
                        .isTrue();
                assertThat(sameBits(dirty.gradients(plan), gradients))
                        .as("%s, gradients, padded with %s", filling, garbage)
                        .isTrue();
            }
            Tensor inPadding = Tensor.select(real, Tensor.scalar(0), Passage.get(gradients, "input"));
            assertThat(inPadding.abs().sum().value()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rnn4j.cell.plan.PlannedCells#all")
    void whatAStateHeldBeforeAResetReachesNothing(PlannedCells.Entry entry) {
        Passage passage = Passage.of(entry, SIZES, Passage.Filling.CARRIED, 7);
        Driver plan = planned(passage.cell());
        boolean[] first = new boolean[SIZES.time() * SIZES.batch()];
        first[1] = true;
        first[3] = true;
        Resets resets = Resets.of(Mask.of(Shape.of(SIZES.time(), SIZES.batch()), first));
        Passage clean = passage.resetting(resets);
        Passage dirty = clean.with(clean.xs(), spoiled(clean.from()));
        assertThat(sameBits(Passage.named(dirty.run(plan)), Passage.named(clean.run(plan))))
                .isTrue();
        assertThat(sameBits(dirty.gradients(plan), clean.gradients(plan))).isTrue();
    }

    /** Puts NaN in rows 1 and 3. */
    private static State spoiled(State state) {
        Tensor rows = Tensor.of(Shape.of(5), 0, 1, 0, 1, 0);
        State spoiled = state;
        for (String name : state.names()) {
            Tensor value = state.get(name);
            Tensor condition = rows;
            while (condition.shape().rank() < value.shape().rank()) {
                condition = condition.expand(-1);
            }
            spoiled = spoiled.with(name, Tensor.select(condition, Tensor.scalar(Float.NaN), value));
        }
        return spoiled;
    }

    private static boolean sameBits(Map<String, Tensor> a, Map<String, Tensor> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream().allMatch(entry -> entry.getValue().sameBits(Passage.get(b, entry.getKey())));
    }
}
