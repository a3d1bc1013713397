package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** Windows and scalers of a series whose values tell their step. */
class SlidingWindowsTest {

    private static Tensor counting(int steps) {
        float[] numbers = new float[2 * steps];
        for (int step = 0; step < steps; step++) {
            numbers[2 * step] = step;
            numbers[2 * step + 1] = 100 + step;
        }
        return Tensor.of(Shape.of(steps, 2), numbers);
    }

    @Test
    void aWindowIsFollowedByItsTargets() {
        SlidingWindows windows = SlidingWindows.of(counting(10), 3, 2, 2);

        assertThat(windows.count()).isEqualTo(3);
        SlidingWindows.Windows batch = windows.batch(2, 0);
        assertThat(batch.inputs().shape()).isEqualTo(Shape.of(3, 2, 2));
        assertThat(batch.inputs().index(1, 0).values()).containsExactly(4, 104, 5, 105, 6, 106);
        assertThat(batch.targets().index(1, 0).values()).containsExactly(7, 107, 8, 108);
        assertThat(batch.inputs().index(1, 1).values()).containsExactly(0, 100, 1, 101, 2, 102);
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 2, 1, 1", "4, 3, 2, 1, 0", "6, 3, 2, 1, 2", "9, 3, 2, 3, 2", "10, 3, 2, 3, 2", "11, 3, 2, 3, 3"})
    void countsAsTryingAllBeginnings(int steps, int seen, int horizon, int stride, int count) {
        assertThat(SlidingWindows.of(counting(steps), seen, horizon, stride).count())
                .isEqualTo(count);
    }

    /** No window of a part has a step of a later part in it, nor one of the gap. */
    @ParameterizedTest
    @CsvSource({"0", "3"})
    void noPartLooksAhead(int gap) {
        SlidingWindows.Split split = SlidingWindows.of(counting(100), 4, 2, 1).split(0.6, 0.2, gap);

        assertThat(greatest(split.training())).isEqualTo(59);
        assertThat(least(split.validation())).isEqualTo(60 + gap);
        assertThat(greatest(split.validation())).isEqualTo(79);
        assertThat(least(split.test())).isEqualTo(80 + gap);
        assertThat(greatest(split.test())).isEqualTo(99);
        assertThat(split.training().steps().shape().size(0)).isEqualTo(60);
    }

    private static float least(SlidingWindows windows) {
        return windows.batch(0).inputs().at(0, 0, 0);
    }

    private static float greatest(SlidingWindows windows) {
        return windows.batch(windows.count() - 1).targets().at(1, 0, 0);
    }

    @Test
    void wrongNumbersAreRefused() {
        SlidingWindows windows = SlidingWindows.of(counting(20), 4, 2, 1);
        assertThatThrownBy(() -> windows.split(0.1, 0.5, 0))
                .hasMessageContaining("training has 2 steps, a window takes 6");
        assertThatThrownBy(() -> windows.split(0.5, 0.5, 0)).hasMessageContaining("leave some");
        assertThatThrownBy(() -> SlidingWindows.of(counting(5), 0, 1, 1)).hasMessageContaining("0 steps seen");
        assertThatThrownBy(() -> windows.batch(15)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> windows.with(counting(19))).hasMessageContaining("give as many steps");
    }

    /** By hand, of 1 2 3 4 10: mean 4, deviation √10; least 1, greatest 10; median 3, quartiles 2 and 4. */
    @Test
    void scalersByHand() {
        Tensor rows = Tensor.of(Shape.of(5, 2), 1, 7, 2, 7, 3, 7, 4, 7, 10, 7);
        Tensor ten = Tensor.of(Shape.of(1, 2), 10, 8);

        assertThat(Scaler.standard(rows).transform(ten).at(0, 0)).isCloseTo((float) (6 / Math.sqrt(10)), within(1e-6f));
        assertThat(Scaler.minMax(rows).transform(ten).at(0, 0)).isEqualTo(1);
        assertThat(Scaler.robust(rows).transform(ten).at(0, 0)).isEqualTo(3.5f);
        // the second feature never changes: it is moved only
        assertThat(Scaler.standard(rows).transform(ten).at(0, 1)).isEqualTo(1);
    }

    @Test
    void scalersGoBackAndAreKept() {
        Scaler scaler = Scaler.standard(counting(9));
        Tensor values = Tensor.of(Shape.of(1, 1, 2), 3.25f, -7);
        Scaler kept = Scaler.of(scaler.snapshot());

        assertThat(kept.transform(values).sameBits(scaler.transform(values))).isTrue();
        assertThat(kept.inverse(kept.transform(values)).at(0, 0, 0)).isCloseTo(3.25f, within(1e-5f));
        assertThatThrownBy(() -> Scaler.of(new Snapshot(Map.of(), Map.of())))
                .hasMessageContaining("scaler: the snapshot holds []");
        assertThatThrownBy(() -> scaler.transform(Tensor.zeros(Shape.of(2, 3)))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Scaler.minMax(Tensor.of(Shape.of(2, 1), 1, Float.NaN)))
                .hasMessageContaining("feature 0 is NaN");
    }
}
