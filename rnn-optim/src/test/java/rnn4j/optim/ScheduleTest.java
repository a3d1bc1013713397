package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @Test
    void constantStays() {
        Schedule schedule = Schedule.constant(0.25);

        assertThat(schedule.rate(0)).isEqualTo(0.25);
        assertThat(schedule.rate(Long.MAX_VALUE)).isEqualTo(0.25);
    }

    /** By hand: cos 0 = 1, cos π/3 = 1/2, cos π/2 = 0, cos 2π/3 = −1/2, cos π = −1, between 0.2 and 1. */
    @ParameterizedTest
    @CsvSource({"0, 1", "20, 0.8", "30, 0.6", "40, 0.4", "60, 0.2", "61, 0.2", "9000000000000000000, 0.2"})
    void cosineGoesFromThePeakToTheFloor(long step, double rate) {
        assertThat(new Schedule.Cosine(1, 0.2, 0, 60).rate(step)).isCloseTo(rate, within(1e-15));
    }

    /** By hand: four steps up by a quarter of 0.8 each, then the cosine over the other 40. */
    @ParameterizedTest
    @CsvSource({"0, 0.2", "1, 0.4", "2, 0.6", "3, 0.8", "4, 0.8", "24, 0.4", "44, 0"})
    void warmUpRisesInEqualSteps(long step, double rate) {
        assertThat(Schedule.cosine(0.8, 4, 44).rate(step)).isCloseTo(rate, within(1e-15));
    }

    @Test
    void cosineWithoutWarmUpBeginsAtThePeak() {
        assertThat(Schedule.cosine(0.003, 100)).isEqualTo(new Schedule.Cosine(0.003, 0, 0, 100));
        assertThat(Schedule.cosine(0.003, 100).rate(0)).isEqualTo(0.003);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.001, Double.POSITIVE_INFINITY})
    void aRateThatIsNoneIsRefused(double rate) {
        assertThatThrownBy(() -> Schedule.constant(rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("constant: rate " + rate);
        assertThatThrownBy(() -> Schedule.cosine(rate, 10)).hasMessageContaining("cosine: peak " + rate);
        assertThatThrownBy(() -> new Schedule.Cosine(1, rate, 0, 10)).hasMessageContaining("cosine: floor " + rate);
    }

    @Test
    void stepsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Schedule.cosine(1, 10, 10)).hasMessageContaining("10 steps of warm-up of 10 in all");
        assertThatThrownBy(() -> Schedule.cosine(1, 0)).hasMessageContaining("of 0 in all");
        assertThatThrownBy(() -> new Schedule.Cosine(1, 2, 0, 10)).hasMessageContaining("floor 2.0 above peak 1.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0.8", "4, 0.2", "5, 0", "9, 0"})
    void linearGoesStraight(long step, double rate) {
        assertThat(Schedule.linear(1, 0, 5).rate(step)).isCloseTo(rate, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.8", "9, 0.8", "10, 0.2", "19, 0.2", "20, 0.05"})
    void stepsFallAtOnce(long step, double rate) {
        assertThat(Schedule.steps(0.8, 0.25, 10).rate(step)).isCloseTo(rate, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.8", "5, 0.4", "10, 0.2", "20, 0.05"})
    void exponentialFallsEvenly(long step, double rate) {
        assertThat(Schedule.exponential(0.8, 0.25, 10).rate(step)).isCloseTo(rate, within(1e-15));
    }

    /** Ways of 4, 8 and 16 steps: each begins at the peak, and is half way down in its middle. */
    @ParameterizedTest
    @CsvSource({"0, 1", "2, 0.5", "4, 1", "8, 0.5", "12, 1", "20, 0.5", "28, 1"})
    void restartsBeginAtThePeak(long step, double rate) {
        assertThat(Schedule.restarts(1, 0, 4, 2).rate(step)).isCloseTo(rate, within(1e-15));
    }

    /** By hand: 1 - s/10 squared times 0.8, above 0.2. */
    @ParameterizedTest
    @CsvSource({"0, 1", "5, 0.4", "9, 0.208", "10, 0.2", "99, 0.2"})
    void polynomialArrivesFlat(long step, double rate) {
        assertThat(Schedule.polynomial(1, 0.2, 2, 10).rate(step)).isCloseTo(rate, within(1e-15));
    }

    @Test
    void restartsHaveARateForEveryStep() {
        assertThat(Schedule.restarts(1, 0.1, 1000, 10).rate(Long.MAX_VALUE)).isBetween(0.1, 1.0);
    }

    @Test
    void equalRestartsRepeat() {
        Schedule schedule = Schedule.restarts(1, 0.1, 5, 1);
        for (long step = 0; step < 5; step++) {
            assertThat(schedule.rate(step + 5_000_000_000_000L)).isEqualTo(schedule.rate(step));
        }
    }

    /** Of 10 steps the peak is at the third: from 1 / 25 there, half way in between, then to 1 / 250,000 at the last. */
    @ParameterizedTest
    @CsvSource({"0, 0.04", "1, 0.52", "2, 1", "9, 0.000004", "50, 0.000004"})
    void oneCycleRisesAndFalls(long step, double rate) {
        assertThat(Schedule.oneCycle(1, 10).rate(step)).isCloseTo(rate, within(1e-12));
    }

    @Test
    void numbersOfOtherSchedulesAreChecked() {
        assertThatThrownBy(() -> Schedule.linear(1, -1, 5)).hasMessageContaining("linear: to -1.0");
        assertThatThrownBy(() -> Schedule.linear(1, 0, 0)).hasMessage("linear: 0 steps; use 1 or more");
        assertThatThrownBy(() -> Schedule.steps(1, 2, 5)).hasMessage("steps: factor 2.0; use 0 to 1");
        assertThatThrownBy(() -> Schedule.exponential(1, 0, 5)).hasMessageContaining("exponential: factor 0.0");
        assertThatThrownBy(() -> Schedule.restarts(1, 0, 4, 0)).hasMessageContaining("restarts: each 0 times");
        assertThatThrownBy(() -> Schedule.restarts(-1, 0, 4, 2)).hasMessageContaining("restarts: peak -1.0");
        assertThatThrownBy(() -> Schedule.restarts(1, 2, 4, 2)).hasMessageContaining("restarts: floor 2.0 above");
        assertThatThrownBy(() -> Schedule.polynomial(1, 0, 0, 4)).hasMessageContaining("polynomial: power 0.0");
        assertThatThrownBy(() -> Schedule.oneCycle(1, 3)).hasMessage("one-cycle: 3 steps; use more than 3");
    }
}
