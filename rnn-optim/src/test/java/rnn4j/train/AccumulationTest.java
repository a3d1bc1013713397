package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.optim.Sgd;
import rnn4j.tensor.Tensor;

/** Several batches in one step. */
class AccumulationTest {

    private final Line parts = new Line();
    private final Line whole = new Line();

    private static TrainerBuilder<Line.Points> trainer(Line line) {
        return Trainer.<Line.Points>of(line.parameters, line)
                .optimizer(Optimizer.of(new Sgd(0.9)))
                .schedule(Schedule.constant(0.05))
                .symbols(points -> points.x().shape().size(0));
    }

    private static Line.Points joined(List<Line.Points> points) {
        return new Line.Points(
                Tensor.concat(0, points.stream().map(Line.Points::x).toList()),
                Tensor.concat(0, points.stream().map(Line.Points::y).toList()));
    }

    private static Line.Points part(Line.Points points, int from, int to) {
        return new Line.Points(points.x().slice(0, from, to), points.y().slice(0, from, to));
    }

    @Test
    void partsOfAnySizeGiveTheStepOfTheWhole() {
        Line.Points all = joined(Line.batches(4)); // twelve points
        List<StepReport> reports = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void stepped(StepReport report) {
                reports.add(report);
            }
        };
        try (Trainer<Line.Points> one = trainer(whole).build();
                Trainer<Line.Points> three =
                        trainer(parts).accumulate(3).listener(listener).build()) {
            one.train(List.of(all), Until.steps(20));
            three.train(List.of(part(all, 0, 1), part(all, 1, 5), part(all, 5, 12)), Until.steps(20));
        }
        assertThat(parts.slope()).isCloseTo(whole.slope(), within(1e-6f));
        assertThat(parts.offset()).isCloseTo(whole.offset(), within(1e-6f));
        assertThat(reports).extracting(StepReport::symbols).containsOnly(12L);
        assertThat(reports).hasSize(20);
    }

    @Test
    void whatIsLeftOfAnEpochMakesAStep() {
        try (Trainer<Line.Points> trainer = trainer(parts).accumulate(3).build()) {
            assertThat(trainer.train(Line.batches(7), Until.epochs(1)).step()).isEqualTo(3);
        }
    }

    @Test
    void aPoisonedPartChangesNothing() {
        float slope = parts.slope();
        try (Trainer<Line.Points> trainer = trainer(parts).accumulate(3).build()) {
            List<Line.Points> batches = List.of(Line.points(0), Line.poison(), Line.points(1));

            assertThatThrownBy(() -> trainer.train(batches, Until.steps(1))).isInstanceOf(DivergenceException.class);
        }
        assertThat(parts.slope()).isEqualTo(slope);
    }

    /** Five batches in steps of two: each begins where the one before it ended, within a step as well as across. */
    @Test
    void aCarriedStateGoesOnFromBatchToBatch() {
        List<Float> began = new ArrayList<>();
        TruncatedObjective<Line.Points, Tensor> objective =
                TruncatedObjective.of(points -> false, points -> Tensor.scalar(0), (points, state) -> {
                    began.add(state.value());
                    return new TruncatedObjective.Carried<>(parts.loss(points), state.add(1));
                });
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(parts.parameters, objective)
                .accumulate(2)
                .build()) {
            trainer.train(Line.batches(5), Until.epochs(1));
        }
        assertThat(began).containsExactly(0f, 1f, 2f, 3f, 4f);
    }

    @Test
    void noBatchIsRefused() {
        assertThatThrownBy(() -> trainer(parts).accumulate(0)).hasMessageContaining("accumulate: 0 batches");
    }
}
