package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.optim.TensorMaps.assertSameBits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.optim.Adam;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.optim.Sgd;
import rnn4j.optim.UpdateRule;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** The laws of a run: how it ends, what it tells, and that it goes on as if it had never stopped. */
class TrainerTest {

    private final Line line = new Line();

    @Test
    void findsTheLine() {
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(line.parameters, line)
                .optimizer(Optimizer.of(new Sgd(0.9)))
                .schedule(Schedule.cosine(0.05, 200))
                .clipping(Clipping.globalNorm(10))
                .build()) {
            trainer.train(Line.batches(20), Until.steps(200));
        }
        assertThat(line.slope()).isCloseTo(3, within(1e-3f));
        assertThat(line.offset()).isCloseTo(-2, within(1e-3f));
    }

    @Test
    void endsAfterItsSteps() {
        try (Trainer<Line.Points> trainer = trainer(line).build()) {
            Outcome outcome = trainer.train(Line.batches(4), Until.steps(10));

            assertThat(outcome.step()).isEqualTo(10);
            assertThat(outcome.epoch()).isEqualTo(2);
            assertThat(outcome.reason()).isEqualTo(Outcome.Reason.STEPS);
        }
    }

    @Test
    void endsAfterItsEpochs() {
        try (Trainer<Line.Points> trainer = trainer(line).build()) {
            Outcome outcome = trainer.train(Line.batches(4), Until.epochs(3).or(Until.steps(1000)));

            assertThat(outcome.step()).isEqualTo(12);
            assertThat(outcome.epoch()).isEqualTo(3);
            assertThat(outcome.reason()).isEqualTo(Outcome.Reason.EPOCHS);
        }
    }

    /** The clock goes on by 0.4 s per step: after the third one 1.2 s are gone. */
    @Test
    void endsAtTheFirstStepAfterItsTime() {
        AtomicLong nanoseconds = new AtomicLong(1_000);
        try (Trainer<Line.Points> trainer = trainer(line)
                .clock(nanoseconds::get)
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport report) {
                        nanoseconds.addAndGet(400_000_000);
                    }
                })
                .build()) {
            Outcome outcome = trainer.train(Line.batches(100), Until.time(Duration.ofSeconds(1)));

            assertThat(outcome.step()).isEqualTo(3);
            assertThat(outcome.reason()).isEqualTo(Outcome.Reason.TIME);
            assertThat(outcome.seconds()).isCloseTo(1.2, within(1e-9));
        }
    }

    static Stream<UpdateRule> rules() {
        return Stream.of(Sgd.plain(), new Sgd(0.9), Adam.standard());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void goesOnFromASnapshotAsIfItHadNeverStopped(UpdateRule rule) {
        List<Line.Points> batches = Line.batches(40);
        Snapshot whole;
        try (Trainer<Line.Points> trainer =
                trainer(line).optimizer(Optimizer.of(rule)).build()) {
            trainer.train(batches, Until.steps(40));
            whole = trainer.snapshot();
        }
        Line begun = new Line();
        Snapshot half;
        try (Trainer<Line.Points> trainer =
                trainer(begun).optimizer(Optimizer.of(rule)).build()) {
            trainer.train(batches, Until.steps(17));
            half = trainer.snapshot();
        }
        Line resumed = new Line(Parameters.seeded(99));
        try (Trainer<Line.Points> trainer =
                trainer(resumed).optimizer(Optimizer.of(rule)).build()) {
            trainer.restore(half);
            assertThat(trainer.step()).isEqualTo(17);
            trainer.train(batches.subList(17, 40), Until.steps(40));

            assertSameBits(trainer.snapshot().tensors(), whole.tensors());
            assertThat(trainer.snapshot().values()).isEqualTo(whole.values());
        }
    }

    @Test
    void aSnapshotOfAnotherModelChangesNothing() {
        Snapshot other;
        Parameters larger = Parameters.seeded(1);
        larger.create("w", Shape.of(1, 1), Init.zeros());
        try (Trainer<Line.Points> trainer = trainer(line).build();
                Trainer<Line.Points> another =
                        Trainer.<Line.Points>of(larger, line).build()) {
            trainer.train(Line.batches(3), Until.steps(3));
            Snapshot before = trainer.snapshot();
            other = another.snapshot();

            assertThatThrownBy(() -> trainer.restore(other)).hasMessageContaining("[b]");
            assertThatThrownBy(() -> trainer.restore(new Snapshot(Map.of(), Map.of())))
                    .hasMessageContaining("trainer.step");
            assertSameBits(trainer.snapshot().tensors(), before.tensors());
            assertThat(trainer.snapshot().values()).isEqualTo(before.values());
        }
    }

    @Test
    void tellsEachStep() {
        List<StepReport> reports = new ArrayList<>();
        try (Trainer<Line.Points> trainer = trainer(line)
                .schedule(step -> 0.5 / (step + 1))
                .clipping(Clipping.globalNorm(1e-3))
                .symbols(points -> points.x().shape().size(0))
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport report) {
                        reports.add(report);
                    }
                })
                .build()) {
            double firstLoss = line.loss(Line.points(0)).value();
            trainer.train(Line.batches(2), Until.steps(3));

            assertThat(reports).extracting(StepReport::step).containsExactly(1L, 2L, 3L);
            assertThat(reports).extracting(StepReport::epoch).containsExactly(0L, 0L, 1L);
            assertThat(reports).extracting(StepReport::rate).containsExactly(0.5, 0.25, 0.5 / 3);
            assertThat(reports).extracting(StepReport::symbols).containsOnly(3L);
            assertThat(reports).extracting(StepReport::clipped).containsOnly(true);
            assertThat(reports).extracting(StepReport::gradientNorm).allMatch(norm -> norm > 1e-3);
            assertThat(reports.getFirst().loss()).isEqualTo(firstLoss);
        }
    }

    @Test
    void asksForNoBatchThatItDoesNotUse() {
        List<Long> asked = new ArrayList<>();
        Iterable<Line.Points> endless = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Line.Points next() {
                asked.add((long) asked.size());
                return Line.points(asked.size());
            }
        };
        try (Trainer<Line.Points> trainer = trainer(line).build()) {
            trainer.train(endless, Until.steps(5));
            trainer.train(endless, Until.steps(5));
        }
        assertThat(asked).hasSize(5);
    }

    @Test
    void validatesNowAndThenOutsideOfAPass() {
        List<String> told = new ArrayList<>();
        try (Trainer<Line.Points> trainer = trainer(line)
                .validateEvery(3, () -> {
                    assertThat(Tape.recording()).isFalse();
                    return Map.of("loss", (double) line.loss(Line.points(1000)).value());
                })
                .listener(new TrainingListener() {
                    @Override
                    public void validated(ValidationReport report) {
                        told.add(report.step() + " " + report.scores().keySet());
                    }
                })
                .build()) {
            trainer.train(Line.batches(10), Until.steps(7));
        }
        assertThat(told).containsExactly("3 [loss]", "6 [loss]");
    }

    @Test
    void aValidationChangesNothing() {
        Line other = new Line();
        try (Trainer<Line.Points> plain = trainer(line).build();
                Trainer<Line.Points> validated = trainer(other)
                        .validateEvery(
                                1,
                                () -> Map.of("loss", (double)
                                        other.loss(Line.points(7)).value()))
                        .build()) {
            plain.train(Line.batches(9), Until.steps(9));
            validated.train(Line.batches(9), Until.steps(9));
        }
        assertSameBits(other.parameters.named(), line.parameters.named());
    }

    @Test
    void trainsTheScopeItIsGivenOnly() {
        Parameters all = Parameters.seeded(6);
        Line tail = new Line(all.scope("tail"));
        Tensor head = all.scope("head").create("u", Shape.of(1), Init.ones());
        Tensor before = Tensor.of(head.shape(), head.values());
        float slope = tail.slope();
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(
                        all.scope("tail"), points -> tail.loss(points).mul(head).sum())
                .build()) {
            trainer.train(Line.batches(2), Until.steps(2));
        }
        assertThat(head.sameBits(before)).isTrue();
        assertThat(tail.slope()).isNotEqualTo(slope);
    }

    @Test
    void aBatchWithoutSymbolsMakesNoStep() {
        Line.Points empty = new Line.Points(Tensor.zeros(Shape.of(0, 1)), Tensor.zeros(Shape.of(0, 1)));
        try (Trainer<Line.Points> trainer =
                trainer(line).symbols(points -> points.x().shape().size(0)).build()) {
            Outcome outcome = trainer.train(List.of(Line.points(0), empty, empty, Line.points(1)), Until.epochs(1));

            assertThat(outcome.step()).isEqualTo(2);
        }
    }

    @Test
    void threadsChangeNoBit() {
        Line other = new Line();
        try (Trainer<Line.Points> one = trainer(line).build();
                Trainer<Line.Points> two = trainer(other).threads(2).build()) {
            one.train(Line.batches(9), Until.steps(9));
            two.train(Line.batches(9), Until.steps(9));
        }
        assertSameBits(other.parameters.named(), line.parameters.named());
    }

    private static TrainerBuilder<Line.Points> trainer(Line line) {
        return Trainer.<Line.Points>of(line.parameters, line).schedule(Schedule.constant(0.01));
    }
}
