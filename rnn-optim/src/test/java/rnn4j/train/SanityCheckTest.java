package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Sgd;

/** Short runs that leave no trace. */
class SanityCheckTest {

    private final Line line = new Line();

    @Test
    void aModelThatIsRightLearnsOneBatchAndIsSetBack() {
        float slope = line.slope();

        SanityCheck.Result result = SanityCheck.of(line.parameters, line, Line.points(0), 0.1, 500);

        assertThat(result.passed()).as(result.toString()).isTrue();
        assertThat(result.steps()).isLessThan(500);
        assertThat(result.toString()).startsWith("one batch learned: loss ");
        assertThat(line.slope()).isEqualTo(slope);
    }

    /** The same inputs with two targets: half of the squared distance between them stays. */
    @Test
    void aBatchThatContradictsItselfIsNotLearned() {
        Line.Points points = Line.points(0);
        Objective<Line.Points> torn = batch -> line.loss(batch)
                .add(line.loss(new Line.Points(batch.x(), batch.y().add(10))));

        SanityCheck.Result result = SanityCheck.of(line.parameters, torn, points, 0.1, 300);

        assertThat(result.passed()).isFalse();
        assertThat(result.last()).isGreaterThan(49);
        assertThat(result.toString()).contains("not learned").contains("look at targets");
    }

    /** Descent on y = 3x - 2 diverges beyond a rate of about 2 / curvature, which is near 1 for normal points. */
    @Test
    void theRateFinderFindsWhereTheLossFalls() {
        float slope = line.slope();
        List<Line.Points> batches = List.of(Line.points(0)); // one batch: no noise between steps

        List<RateFinder.Point> points =
                RateFinder.search(line.parameters, line, () -> Optimizer.of(Sgd.plain()), batches, 1e-5, 100, 200);

        assertThat(RateFinder.steepest(points)).isBetween(1e-3, 1.0);
        assertThat(points).hasSizeLessThan(200); // it flew off before the last rate
        assertThat(points.getFirst().rate()).isEqualTo(1e-5);
        assertThat(points.get(1).rate()).isCloseTo(1e-5 * Math.pow(1e7, 1 / 199.0), within(1e-12));
        assertThat(line.slope()).isEqualTo(slope);
    }

    @Test
    void ratesThatAreFarTooLowAreTold() {
        List<RateFinder.Point> flat = LongStream.range(0, 30)
                .mapToObj(i -> new RateFinder.Point(1e-9 * (i + 1), 1 + i))
                .toList();

        assertThatThrownBy(() -> RateFinder.steepest(flat)).hasMessageContaining("falls nowhere in 30 steps");
        assertThatThrownBy(() -> RateFinder.search(
                        line.parameters, line, () -> Optimizer.of(Sgd.plain()), Line.batches(1), 1, 0.1, 50))
                .hasMessageContaining("rates from 1.0 to 0.1");
    }
}
