package rnn4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Central differences of fourth order, on functions whose slopes are known. */
class SlopeTest {

    private static final double ALLOWED = 1e-9;

    @Test
    void theSlopeOfASmoothFunctionIsKnown() {
        Slope slope = new Slope(x -> Math.sin(1 + x));

        assertThat(slope.value()).isCloseTo(Math.cos(1), within(1e-12));
        assertThat(slope.smooth(ALLOWED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-5, -3e-4, 5e-4, 9e-4, -1.5e-3})
    void aKinkWithinReachIsSeen(double kink) {
        assertThat(new Slope(x -> Math.max(x, kink)).smooth(ALLOWED)).isFalse();
        assertThat(new Slope(x -> x > kink ? 1 : 0).smooth(ALLOWED)).isFalse();
    }

    @Test
    void aKinkOutOfReachChangesNothing() {
        Slope slope = new Slope(x -> Math.max(x, 3e-3) + Math.exp(x));

        assertThat(slope.value()).isCloseTo(1, within(ALLOWED));
        assertThat(slope.smooth(ALLOWED)).isTrue();
    }
}
