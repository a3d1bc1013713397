package rnn4j.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntryTest {

    /** 5 shapes and the character model in training, 5 forward, 3 streams; three cells each but for the model. */
    @Test
    void countsTheEntries() {
        assertThat(Entry.ALL).hasSize(15 + 1 + 15 + 9);
    }

    /** LSTM training: 3 · 2 · 4H (I + H) = 3 · 2 · 512 · 192. */
    @Test
    void countsNominalFlop() {
        assertThat(Entry.of("T1-LSTM").flop()).isEqualTo(589_824);
        assertThat(Entry.of("I1-LSTM").flop()).isEqualTo(196_608);
        assertThat(Entry.of("T1-Elman").flop()).isEqualTo(147_456);
        assertThat(Entry.of("T5-LSTM").flop()).isEqualTo(3 * 2 * (2048.0 * 640 + 2048.0 * 1024 + 512 * 96));
    }

    @Test
    void choosesByRowByCellAndByBoth() {
        assertThat(Selection.of(List.of())).isEqualTo(Entry.ALL);
        assertThat(Selection.of(List.of("t1-lstm", "S1"))).hasToString("[T1 LSTM, S1 LSTM, S1 Elman, S1 GRU]");
        assertThat(Selection.of(List.of("S"))).hasSize(9);
        assertThat(Selection.of(List.of("gru"))).hasSize(13);
    }

    @Test
    void refusesWhatIsNoEntry() {
        assertThatThrownBy(() -> Selection.of(List.of("T7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'T7' is no entry")
                .hasMessageContaining("T1, T2, T3, T4, T5, T6, I1");
    }

    /** Two gates' worth of rows in another order: each row is a column of ours. */
    @Test
    void turnsWeightsIntoRows() {
        Weights weights = new Weights(GridCell.GRU, new Sizes(1, 1, 2, 1));
        float[] ours = weights.parameter("wx");
        assertThat(weights.inputRows(1, 0, 2)).containsExactly(ours[1], ours[4], ours[0], ours[3], ours[2], ours[5]);
        assertThat(weights.stateBias(0, 1, 2)).containsExactly(0, 0, weights.parameter("bh")[0]);
    }
}
