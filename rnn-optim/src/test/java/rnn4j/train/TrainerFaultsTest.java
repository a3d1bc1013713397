package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static rnn4j.optim.TensorMaps.assertSameBits;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** The faults a run survives or ends by, each with what is told and what is untouched. */
class TrainerFaultsTest {

    private final Line line = new Line();

    /** Fault T01: the step of the poisoned batch leaves parameters, optimizer and counts as they were, bit for bit. */
    @Test
    void nanStopsBeforeAnythingIsTouched() {
        List<Line.Points> batches = new ArrayList<>(Line.batches(5));
        batches.set(3, Line.poison());
        Snapshot before;
        try (Trainer<Line.Points> clean = trainer(new Line()).build()) {
            clean.train(batches, Until.steps(3));
            before = clean.snapshot();
        }
        try (Trainer<Line.Points> trainer = trainer(line).build()) {
            DivergenceException e =
                    catchThrowableOfType(DivergenceException.class, () -> trainer.train(batches, Until.steps(5)));

            assertThat(e.step()).isEqualTo(4);
            assertThat(e.loss()).isNaN();
            assertThat(e.gradientNorm()).isNaN();
            assertThat(e.parameters()).containsExactly("w", "b");
            assertThat(e).hasMessageContaining("loss NaN, gradient norm NaN at step 4");
            assertSameBits(trainer.snapshot().tensors(), before.tensors());
            assertThat(trainer.snapshot().values()).isEqualTo(before.values());
        }
    }

    /** The loss is finite, the slope of one parameter is not: it alone is named. */
    @Test
    void aGradientThatIsNotFiniteStopsToo() {
        Tensor two = line.parameters.create("u", Shape.of(2), (shape, random) -> Tensor.of(shape, 0, 1));
        Objective<Line.Points> rooted =
                points -> line.loss(points).add(two.sqrt().sum());
        try (Trainer<Line.Points> trainer =
                Trainer.<Line.Points>of(line.parameters, rooted).build()) {
            DivergenceException e = catchThrowableOfType(
                    DivergenceException.class, () -> trainer.train(Line.batches(1), Until.steps(1)));

            assertThat(e.loss()).isFinite();
            assertThat(e.parameters()).containsExactly("u");
            assertThat(two.values()).containsExactly(0, 1);
        }
    }

    /** Fault T15. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, Double.POSITIVE_INFINITY})
    void aScheduleThatReturnsNoRateIsRefusedWithItsStep(double rate) {
        try (Trainer<Line.Points> trainer =
                trainer(line).schedule(step -> step < 2 ? 0.1 : rate).build()) {
            assertEndsAt(3, trainer, Line.batches(5)).hasMessageContaining("learning rate " + rate);
            assertThat(trainer.step()).isEqualTo(2);
        }
    }

    @Test
    void aListenerThatRefusesItsTrainerLeavesNothingOpen() {
        TrainingListener good = mock(TrainingListener.class);
        TrainingListener bad = mock(TrainingListener.class);
        doThrow(new IllegalStateException("not mine")).when(bad).attached(any());

        assertThatThrownBy(() -> Trainer.<Line.Points>of(line.parameters, line)
                        .listener(good)
                        .listener(bad)
                        .threads(2)
                        .build())
                .hasMessageContaining("not mine");
        verify(good).close();
        verify(bad).close();
    }

    /** Fault T11, the seam of the listeners: one throws, the others are told, all are closed. */
    @Test
    void aListenerThatThrowsKeepsNoOtherFromBeingTold() {
        TrainingListener bad = mock(TrainingListener.class);
        TrainingListener worse = mock(TrainingListener.class);
        TrainingListener good = mock(TrainingListener.class);
        RuntimeException first = new IllegalStateException("disk full");
        RuntimeException second = new IllegalArgumentException("no such page");
        RuntimeException third = new IllegalStateException("can't close");
        doThrow(first).when(bad).stepped(argThat(report -> report != null && report.step() == 2));
        doThrow(second).when(worse).stepped(argThat(report -> report != null && report.step() == 2));
        doThrow(third).when(bad).close();
        Trainer<Line.Points> trainer =
                trainer(line).listener(bad).listener(worse).listener(good).build();

        TrainingException e =
                catchThrowableOfType(TrainingException.class, () -> trainer.train(Line.batches(5), Until.steps(5)));
        assertThat(e).hasCause(first).hasSuppressedException(second).hasMessageContaining("at step 2: disk full");
        assertThat(e.step()).isEqualTo(2);
        verify(good, times(2)).stepped(any());
        verify(good).stopped(argThat(outcome -> outcome.reason() == Outcome.Reason.FAILED && outcome.step() == 2));

        assertThatThrownBy(trainer::close).isInstanceOf(TrainingException.class).hasCause(third);
        verify(good).close();
        trainer.close();
        verify(good, times(1)).close();
    }

    @Test
    void aListenerThatThrowsAtTheEndOfAFailedRunIsSuppressed() {
        TrainingListener bad = mock(TrainingListener.class);
        RuntimeException atEnd = new IllegalStateException("at the end");
        doThrow(atEnd).when(bad).stopped(any());
        try (Trainer<Line.Points> trainer = trainer(line).listener(bad).build()) {
            DivergenceException e = catchThrowableOfType(
                    DivergenceException.class, () -> trainer.train(List.of(Line.poison()), Until.steps(1)));

            assertThat(e.getSuppressed()).hasSize(1);
            assertThat(e.getSuppressed()[0]).hasCause(atEnd);
        }
    }

    /** Faults T11 and T14: what the batches do wrong is told with its step. */
    @Test
    void batchesThatThrowEndTheRun() {
        IllegalStateException thrown = new IllegalStateException("torn file");
        try (Trainer<Line.Points> trainer = trainer(line).build()) {
            assertEndsAt(3, trainer, failingAfter(2, thrown)).hasCause(thrown).hasMessageContaining("the batches");
            assertEndsAt(3, trainer, () -> {
                        throw thrown;
                    })
                    .hasCause(thrown);
        }
    }

    @Test
    void nullIsNoBatch() {
        Line.Points nothing = new AtomicReference<Line.Points>().get();
        List<Line.Points> batches = new ArrayList<>(Line.batches(1));
        batches.add(nothing);
        try (Trainer<Line.Points> trainer = trainer(line).build()) {
            assertEndsAt(2, trainer, batches).hasMessageContaining("null");
        }
    }

    @Test
    void anEpochWithoutBatchesIsNoEndlessLoop() {
        try (Trainer<Line.Points> trainer = trainer(line).build()) {
            assertEndsAt(1, trainer, List.of()).hasMessageContaining("an epoch without a batch");
        }
    }

    @Test
    void whatTheObjectiveAndTheValidationThrowIsToldWithItsStep() {
        IllegalStateException thrown = new IllegalStateException("no memory cell");
        try (Trainer<Line.Points> objective = Trainer.<Line.Points>of(line.parameters, points -> {
                            throw thrown;
                        })
                        .build();
                Trainer<Line.Points> validation = trainer(line)
                        .validateEvery(2, () -> {
                            throw thrown;
                        })
                        .build()) {
            assertEndsAt(1, objective, Line.batches(3)).hasCause(thrown).hasMessageContaining("no memory cell");
            assertEndsAt(2, validation, Line.batches(3)).hasCause(thrown).hasMessageContaining("the validation");
        }
    }

    /** Fault T09: the step that ran out of memory is dropped as a whole, and the next run goes on. */
    @Test
    void aStepThatRunsOutOfMemoryLeavesTheWeightsWhole() {
        AtomicReference<Boolean> full = new AtomicReference<>(false);
        Objective<Line.Points> objective = points -> {
            Tensor loss = line.loss(points);
            if (Boolean.TRUE.equals(full.get())) {
                throw new OutOfMemoryError("a test");
            }
            return loss;
        };
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(line.parameters, objective)
                .schedule(Schedule.constant(0.01))
                .listener(atStep(3, () -> full.set(true)))
                .build()) {
            assertThatThrownBy(() -> trainer.train(Line.batches(9), Until.steps(9)))
                    .isInstanceOf(OutOfMemoryError.class);

            assertThat(trainer.step()).isEqualTo(3);
            assertSameBits(line.parameters.named(), afterSteps(3));
            full.set(false);
            trainer.train(Line.batches(9).subList(3, 9), Until.steps(9));
            assertSameBits(line.parameters.named(), afterSteps(9));
        }
    }

    @Test
    void anErrorComesThroughAsItIs() {
        TrainingListener listener = mock(TrainingListener.class);
        OutOfMemoryError error = new OutOfMemoryError("a test");
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(line.parameters, points -> {
                    throw error;
                })
                .listener(listener)
                .build()) {
            assertThatThrownBy(() -> trainer.train(Line.batches(1), Until.steps(1)))
                    .isSameAs(error);
            verify(listener).stopped(argThat(outcome -> outcome.reason() == Outcome.Reason.FAILED));
        }
    }

    @Test
    void aLossOfOtherParametersIsRefused() {
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(
                        Parameters.seeded(1).scope("other"), line)
                .build()) {
            assertEndsAt(1, trainer, Line.batches(1)).hasMessageContaining("depends on none of");
        }
    }

    /** Fault T13: between two steps, with the parameters of the last whole one; the next run is not cancelled. */
    @Test
    void cancelTakesEffectAfterTheStep() {
        AtomicReference<Trainer<Line.Points>> self = new AtomicReference<>();
        try (Trainer<Line.Points> trainer = trainer(line)
                .listener(atStep(4, () -> Objects.requireNonNull(self.get()).cancel()))
                .build()) {
            self.set(trainer);
            Outcome outcome = trainer.train(Line.batches(9), Until.steps(9));

            assertThat(outcome.reason()).isEqualTo(Outcome.Reason.CANCELLED);
            assertThat(outcome.step()).isEqualTo(4);
            assertSameBits(line.parameters.named(), afterSteps(4));
            assertThat(trainer.train(Line.batches(9).subList(4, 9), Until.steps(9))
                            .step())
                    .isEqualTo(9);
            assertSameBits(line.parameters.named(), afterSteps(9));
        }
    }

    @Test
    void anInterruptTakesEffectAfterTheStepAndStays() {
        try (Trainer<Line.Points> trainer = trainer(line)
                .listener(atStep(3, () -> Thread.currentThread().interrupt()))
                .build()) {
            Outcome outcome = trainer.train(Line.batches(9), Until.steps(9));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome.reason()).isEqualTo(Outcome.Reason.INTERRUPTED);
            assertThat(outcome.step()).isEqualTo(3);
            assertSameBits(line.parameters.named(), afterSteps(3));
        }
    }

    /** Fault T12. */
    @Test
    void aListenerCanNeitherTrainNorRestoreNorClose() {
        List<Consumer<Trainer<Line.Points>>> calls = List.of(
                trainer -> trainer.train(Line.batches(1), Until.steps(9)),
                trainer -> trainer.restore(trainer.snapshot()),
                Trainer::close);
        for (Consumer<Trainer<Line.Points>> call : calls) {
            AtomicReference<Trainer<Line.Points>> self = new AtomicReference<>();
            try (Trainer<Line.Points> trainer = trainer(new Line())
                    .listener(atStep(2, () -> call.accept(Objects.requireNonNull(self.get()))))
                    .build()) {
                self.set(trainer);
                assertEndsAt(2, trainer, Line.batches(3))
                        .hasCauseInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("at work");
            }
        }
    }

    @Test
    void aClosedTrainerDoesNotTrain() {
        Trainer<Line.Points> trainer = trainer(line).threads(2).build();
        trainer.close();
        trainer.close();

        assertThatThrownBy(() -> trainer.train(Line.batches(1), Until.steps(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    /** Fault C08 for trainers: what is started is ended. */
    @Test
    void closingLeavesNoThreadBehind() {
        for (int i = 0; i < 1000; i++) {
            try (Trainer<Line.Points> trainer = trainer(new Line()).threads(2).build()) {
                trainer.train(Line.batches(1), Until.steps(1));
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("rnn4j"));
    }

    @Test
    void nothingIsDoneWhenTheLimitIsReachedAlready() {
        TrainingListener listener = mock(TrainingListener.class);
        try (Trainer<Line.Points> trainer = trainer(line).listener(listener).build()) {
            assertThat(trainer.train(List.of(), Until.steps(0)).reason()).isEqualTo(Outcome.Reason.STEPS);
        }
        verify(listener, never()).stepped(any());
        verify(listener).stopped(any());
    }

    private static AbstractThrowableAssert<?, TrainingException> assertEndsAt(
            long step, Trainer<Line.Points> trainer, Iterable<Line.Points> batches) {
        TrainingException e =
                catchThrowableOfType(TrainingException.class, () -> trainer.train(batches, Until.steps(99)));
        assertThat(e).isNotNull();
        assertThat(e.step()).isEqualTo(step);
        assertThat(e).hasMessageContaining("step " + step);
        return assertThat(e);
    }

    private static Map<String, Tensor> afterSteps(int steps) {
        Line other = new Line();
        try (Trainer<Line.Points> trainer = trainer(other).build()) {
            trainer.train(Line.batches(9), Until.steps(steps));
        }
        return other.parameters.named();
    }

    private static TrainingListener atStep(long step, Runnable action) {
        return new TrainingListener() {
            @Override
            public void stepped(StepReport report) {
                if (report.step() == step) {
                    action.run();
                }
            }
        };
    }

    private static Iterable<Line.Points> failingAfter(int good, RuntimeException failure) {
        Iterator<Line.Points> batches = Line.batches(good).iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Line.Points next() {
                try {
                    return batches.next();
                } catch (NoSuchElementException end) {
                    throw failure;
                }
            }
        };
    }

    private static TrainerBuilder<Line.Points> trainer(Line line) {
        return Trainer.<Line.Points>of(line.parameters, line).schedule(Schedule.constant(0.01));
    }
}
