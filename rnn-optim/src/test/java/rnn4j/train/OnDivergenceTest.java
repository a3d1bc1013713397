package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static rnn4j.optim.TensorMaps.assertSameBits;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rnn4j.optim.Adam;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Snapshot;

/** Fault T01: what follows on a step that diverges, and what it leaves untouched. */
class OnDivergenceTest {

    private final List<Long> told = new ArrayList<>();

    private TrainerBuilder<Line.Points> trainer(Line line, OnDivergence policy) {
        return Trainer.<Line.Points>of(line.parameters, line)
                .optimizer(Optimizer.of(Adam.standard()))
                .schedule(Schedule.constant(0.01))
                .onDivergence(policy)
                .listener(new TrainingListener() {
                    @Override
                    public void diverged(DivergenceException divergence) {
                        told.add(divergence.step());
                    }
                });
    }

    private static List<Line.Points> poisonedAt(int... places) {
        List<Line.Points> batches = new ArrayList<>(Line.batches(6));
        for (int place : places) {
            batches.add(place, Line.poison());
        }
        return batches;
    }

    private Snapshot trained(List<Line.Points> batches, OnDivergence policy, int steps) {
        try (Trainer<Line.Points> trainer = trainer(new Line(), policy).build()) {
            trainer.train(batches, Until.steps(steps));
            return trainer.snapshot();
        }
    }

    /** The poisoned batches might as well not have been there: weights, moments and counts are those without them. */
    @Test
    void aSkippedStepLeavesNoTrace() {
        Snapshot clean = trained(Line.batches(6), OnDivergence.fail(), 6);

        Snapshot skipped = trained(poisonedAt(2, 3, 7), OnDivergence.skipStep(2), 6);

        assertSameBits(skipped.tensors(), clean.tensors());
        assertThat(skipped.values()).isEqualTo(clean.values());
        assertThat(told).containsExactly(3L, 3L, 6L);
    }

    @Test
    void tooManyInARowEndTheRun() {
        try (Trainer<Line.Points> trainer =
                trainer(new Line(), OnDivergence.skipStep(2)).build()) {
            DivergenceException e = catchThrowableOfType(
                    DivergenceException.class, () -> trainer.train(poisonedAt(2, 3, 4), Until.steps(6)));

            assertThat(e.step()).isEqualTo(3);
            assertThat(trainer.step()).isEqualTo(2);
            assertThat(told).containsExactly(3L, 3L);
        }
    }

    /** Snapshots after steps 2 and 4; what follows step 5 is poisoned, and the sixth batch makes step 5 anew. */
    @Test
    void theRunGoesBackToItsLastSnapshot() {
        List<Line.Points> asIfBack = new ArrayList<>(Line.batches(6));
        asIfBack.remove(4);
        Snapshot expected = trained(asIfBack, OnDivergence.fail(), 5);

        try (Trainer<Line.Points> trainer =
                trainer(new Line(), OnDivergence.rollBack(2, 1)).build()) {
            trainer.train(poisonedAt(5), Until.epochs(1));

            assertThat(told).containsExactly(6L);
            assertThat(trainer.step()).isEqualTo(5);
            assertSameBits(trainer.snapshot().tensors(), expected.tensors());
        }
    }

    @Test
    void goingBackTooOftenEndsTheRun() {
        try (Trainer<Line.Points> trainer =
                trainer(new Line(), OnDivergence.rollBack(1, 2)).build()) {
            DivergenceException e = catchThrowableOfType(
                    DivergenceException.class, () -> trainer.train(poisonedAt(1, 3, 5), Until.steps(99)));

            assertThat(e.step()).isEqualTo(4);
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void wrongBoundsAreRefused() {
        assertThatThrownBy(() -> OnDivergence.skipStep(0)).hasMessageContaining("at most 0 steps; use 1 or more");
        assertThatThrownBy(() -> OnDivergence.rollBack(0, 1)).hasMessageContaining("every 0 steps; use 1 or more");
        assertThatThrownBy(() -> OnDivergence.rollBack(1, 0)).hasMessageContaining("at most 0 times; use 1 or more");
    }
}
