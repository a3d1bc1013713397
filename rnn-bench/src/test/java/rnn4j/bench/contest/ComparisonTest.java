package rnn4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Rival GRU = new Rival("gru", new Spread(0.451, 0.43, 0.472));
    private static final Rival LSTM = new Rival("plain lstm", new Spread(0.5, 0.491, 0.503));

    @Test
    void printsOneLine() {
        assertThat(comparison(0.902, 0.95).line())
                .isEqualTo("T1 training gru 45.1 % (43.0 %–47.2 %) plain lstm 50.0 % (49.1 %–50.3 %);"
                        + " ratio 0.90 (0.87–0.94), bound 0.95 ✗");
    }

    @Test
    void keepsItsPromiseFromTheBoundOn() {
        assertThat(comparison(0.95, 0.95).kept()).isTrue();
        assertThat(comparison(0.949, 0.95).kept()).isFalse();
    }

    @Test
    void saysNothingOfABoundThatIsNotThere() {
        assertThat(comparison(0.902, Double.NaN).line()).endsWith("ratio 0.90 (0.87–0.94)");
    }

    private static Comparison comparison(double ratio, double bound) {
        return new Comparison("T1 training", 1, Measure.SHARE_OF_PEAK, GRU, LSTM, new Spread(ratio, 0.87, 0.94), bound);
    }
}
