package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.SnapshotStore;

/** Early stopping and checkpoints, on scores that are told beforehand. */
class EarlyStoppingTest {

    private final Line line = new Line();

    /** Validates after each step; the scores are these, one after another. */
    private TrainerBuilder<Line.Points> scored(double... scores) {
        Iterator<Double> next = Arrays.stream(scores).iterator();
        return Trainer.<Line.Points>of(line.parameters, line).validateEvery(1, () -> Map.of("loss", next.next()));
    }

    @Test
    void endsWithTheBestWeights() {
        EarlyStopping stopping = new EarlyStopping(line.parameters, Score.lower("loss"), 2);
        Map<Long, Float> slopes = new HashMap<>();
        try (Trainer<Line.Points> trainer = scored(3, 2, 2.5, 1, 1, Double.NaN, 0)
                .listener(stopping)
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport report) {
                        slopes.put(report.step(), line.slope());
                    }
                })
                .build()) {
            Outcome outcome = trainer.train(Line.batches(10), Until.steps(10));

            assertThat(outcome.reason()).isEqualTo(Outcome.Reason.FINISHED);
            assertThat(outcome.step()).isEqualTo(6);
        }
        assertThat(stopping.bestStep()).isEqualTo(4);
        assertThat(stopping.best()).hasValue(1);
        assertThat(line.slope()).isEqualTo(slopes.get(4L)).isNotEqualTo(slopes.get(6L));
    }

    @Test
    void aRunThatEndsByItselfHasTheBestWeightsToo() {
        EarlyStopping stopping = new EarlyStopping(line.parameters, Score.higher("loss"), 5);
        List<Float> slopes = new ArrayList<>();
        try (Trainer<Line.Points> trainer = scored(3, 1, 1)
                .listener(stopping)
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport report) {
                        slopes.add(line.slope());
                    }
                })
                .build()) {
            Outcome outcome = trainer.train(Line.batches(3), Until.steps(3));

            assertThat(outcome.reason()).isEqualTo(Outcome.Reason.STEPS);
        }
        assertThat(stopping.bestStep()).isEqualTo(1);
        assertThat(line.slope()).isEqualTo(slopes.getFirst()).isNotEqualTo(slopes.getLast());
    }

    @Test
    void lessThanAStepIsNothing() {
        Score score = Score.lower("loss").by(0.5);

        assertThat(score.better(9.6, OptionalDouble.of(10))).isFalse();
        assertThat(score.better(9.4, OptionalDouble.of(10))).isTrue();
        assertThat(score.better(10, OptionalDouble.empty())).isTrue();
        assertThat(score.better(Double.NaN, OptionalDouble.empty())).isFalse();
        assertThat(Score.higher("f").better(2, OptionalDouble.of(2))).isFalse();
    }

    @Test
    void aScoreThatIsNotToldIsNamed() {
        try (Trainer<Line.Points> trainer = scored(1, 1)
                .listener(new EarlyStopping(line.parameters, Score.lower("bits"), 1))
                .build()) {
            assertThatThrownBy(() -> trainer.train(Line.batches(2), Until.steps(2)))
                    .hasMessageContaining("tells no 'bits' but [loss]");
        }
    }

    /** Keeps snapshots in memory. */
    private static final class Memory implements SnapshotStore {
        private final Map<String, Snapshot> kept = new HashMap<>();

        @Override
        public void save(String name, Snapshot snapshot) {
            kept.put(name, snapshot);
        }

        @Override
        public Optional<Snapshot> load(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        Object step(String name) {
            return Objects.requireNonNull(load(name).orElseThrow().values().get("trainer.step"));
        }
    }

    @Test
    void checkpointsKeepTheLastAndTheBest() {
        Memory memory = new Memory();
        try (Trainer<Line.Points> trainer = scored(3, 2, 2.5, 1, 4, 4, 4)
                .listener(Checkpoints.every(3, memory).best(Score.lower("loss")))
                .build()) {
            trainer.train(Line.batches(7), Until.steps(5));
            assertThat(memory.step("best")).isEqualTo(4L);
            assertThat(memory.step("last")).isEqualTo(5L); // the end of the run
            trainer.restore(memory.load("best").orElseThrow());
            assertThat(trainer.step()).isEqualTo(4);
        }
    }

    @Test
    void aRunThatFailsKeepsItsLastInterval() {
        Memory memory = new Memory();
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(line.parameters, line)
                .listener(Checkpoints.every(2, memory))
                .build()) {
            List<Line.Points> batches = List.of(Line.points(0), Line.points(1), Line.points(2), Line.poison());
            assertThatThrownBy(() -> trainer.train(batches, Until.steps(9))).isInstanceOf(DivergenceException.class);
        }
        assertThat(memory.step("last")).isEqualTo(2L);
    }
}
