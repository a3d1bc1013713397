package rnn4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Spread HUNDRED = new Spread(100e3, 98e3, 102e3);

    @Test
    void printsOneLine() {
        Outcome outcome =
                steps(new Spread(151.2e3, 149e3, 152.9e3), new Rival("torch27", new Spread(128.8e3, 126.1e3, 131.3e3)));
        assertThat(outcome.line())
                .isEqualTo("T1 LSTM 1t rnn4j 151.2k (149.0k–152.9k) torch27 128.8k (126.1k–131.3k) ratio 1.17 ✓");
    }

    @Test
    void comparesWithTheBestPeer() {
        Outcome outcome = steps(HUNDRED, new Rival("slow", new Spread(50e3, 49e3, 51e3)), new Rival("fast", HUNDRED));
        assertThat(outcome.best().map(Rival::name)).contains("fast");
        assertThat(outcome.ratio()).isEqualTo(1);
    }

    @Test
    void isFasterWithFewerMicroseconds() {
        Spread ours = new Spread(2, 1.9, 2.2);
        Outcome outcome = new Outcome(
                "S1 LSTM",
                1,
                Measure.MICROSECONDS,
                ours,
                List.of(new Rival("ort", new Spread(6, 5.7, 6.6))),
                Double.NaN);
        assertThat(outcome.ratio()).isEqualTo(3);
        assertThat(outcome.bounds().low()).isCloseTo(5.7 / 2.2, offset(1e-12));
        assertThat(outcome.line())
                .isEqualTo("S1 LSTM 1t rnn4j 2.00 µs (1.90–2.20) ort 6.00 µs (5.70–6.60) ratio 3.00 ✓");
    }

    @Test
    void reachesItsPeerAlsoByADraw() {
        assertThat(steps(new Spread(100.1e3, 100e3, 100.2e3), new Rival("peer", HUNDRED))
                        .reached())
                .isTrue();
        assertThat(steps(new Spread(97.5e3, 97e3, 98.5e3), new Rival("peer", HUNDRED))
                        .reached())
                .isTrue();
        assertThat(steps(new Spread(97.5e3, 97e3, 97.9e3), new Rival("peer", HUNDRED))
                        .reached())
                .isFalse();
        assertThat(steps(new Spread(96.9e3, 90e3, 101e3), new Rival("peer", HUNDRED))
                        .reached())
                .isFalse();
    }

    @Test
    void saysNothingOfPeersThatAreNotThere() {
        assertThat(steps(HUNDRED).ratio()).isNaN();
        assertThat(steps(HUNDRED).line()).isEqualTo("T1 LSTM 1t rnn4j 100.0k (98.0k–102.0k)");
    }

    private static Outcome steps(Spread ours, Rival... rivals) {
        return new Outcome("T1 LSTM", 1, Measure.STEPS_PER_SECOND, ours, List.of(rivals), Double.NaN);
    }
}
