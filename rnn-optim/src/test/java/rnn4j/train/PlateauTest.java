package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.optim.TensorMaps.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** What hangs on what a run tells: rates that fall, and an average of the weights. */
class PlateauTest {

    private final Line line = new Line();

    private static Plateau plateau() {
        return new Plateau(Schedule.constant(0.08), Score.lower("loss"), 0.5, 2, 0.3);
    }

    /** By hand: after two validations without gain the rate halves, at the second time to no less than 0.3 of it. */
    @Test
    void theRateFallsWhereTheScoreRests() {
        Iterator<Double> scores =
                Arrays.stream(new double[] {3, 2, 2, 2, 1, 5, 5, 5, 5, 5}).iterator();
        Plateau plateau = plateau();
        List<Double> rates = new ArrayList<>();
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(line.parameters, line)
                .schedule(plateau)
                .listener(plateau)
                .validateEvery(1, () -> Map.of("loss", scores.next()))
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport report) {
                        rates.add(report.rate());
                    }
                })
                .build()) {
            trainer.train(Line.batches(10), Until.steps(10));
        }
        assertThat(rates).containsExactly(0.08, 0.08, 0.08, 0.08, 0.04, 0.04, 0.04, 0.024, 0.024, 0.024);
    }

    @Test
    void aPlateauGoesOnFromItsSnapshot() {
        Plateau first = plateau();
        first.validated(new ValidationReport(1, Map.of("loss", 1.0), 0));
        first.validated(new ValidationReport(2, Map.of("loss", 1.0), 0));
        Plateau second = plateau();
        second.restore(first.snapshot());
        second.validated(new ValidationReport(3, Map.of("loss", 1.0), 0));

        assertThat(first.rate(3)).isEqualTo(0.08);
        assertThat(second.rate(3)).isEqualTo(0.04);
        assertThatThrownBy(() -> second.restore(new Snapshot(Map.of(), Map.of())))
                .hasMessageContaining("take one from a plateau");
    }

    @Test
    void theAverageIsThatOfTheWeightsAfterEachStep() {
        WeightAverage average = new WeightAverage(line.parameters, 0.75);
        List<Float> slopes = new ArrayList<>();
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(line.parameters, line)
                .schedule(Schedule.constant(0.05))
                .listener(average)
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport report) {
                        slopes.add(line.slope());
                    }
                })
                .build()) {
            trainer.train(Line.batches(9), Until.steps(9));
        }
        double expected = slopes.getFirst();
        for (float slope : slopes.subList(1, 9)) {
            expected = 0.75 * expected + 0.25 * slope;
        }
        Map<String, Tensor> before = line.parameters.snapshot().tensors();

        assertThat((double) average.within(line::slope)).isCloseTo(expected, within(1e-6));
        assertThat(average.within(line::slope)).isNotEqualTo(line.slope());
        assertSameBits(line.parameters.named(), before);
    }

    @Test
    void withoutAStepTheWeightsAreTheirAverage() {
        assertThat(new WeightAverage(line.parameters, 0.5).within(line::slope)).isEqualTo(line.slope());
        assertThatThrownBy(() -> new WeightAverage(line.parameters, 1)).hasMessageContaining("decay 1.0");
        WeightAverage average = new WeightAverage(line.parameters, 0.5);
        assertThatThrownBy(() -> average.restore(new Snapshot(Map.of("x", Tensor.scalar(1)), Map.of())))
                .hasMessageContaining("the snapshot is of [x]");
    }
}
