package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Snapshot;

class TextBatchesTest {
    @Test
    void cutsLanesAndWindows() {
        // 0..11: 11 inputs give 2 lanes of 5, 0..4 and 5..9; windows of 2, 2 and 1 steps; 10 and 11 serve as a target,
        // or not
        TextBatches batches = TextBatches.of(counting(12), 2, 2);
        List<TextBatch> windows = new ArrayList<>();
        batches.forEach(windows::add);

        assertThat(batches.windows()).isEqualTo(3);
        assertThat(batches.targets()).isEqualTo(10);
        assertThat(windows)
                .containsExactly(
                        new TextBatch(ids(2, 2, 0, 5, 1, 6), ids(2, 2, 1, 6, 2, 7), true),
                        new TextBatch(ids(2, 2, 2, 7, 3, 8), ids(2, 2, 3, 8, 4, 9), false),
                        new TextBatch(ids(1, 2, 4, 9), ids(1, 2, 5, 10), false));
        assertThat(windows.getLast().time()).isEqualTo(1);
        assertThat(windows.getLast().batch()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 1",
        "8, 7, 1",
        "8, 1, 7",
        "300, 3, 7",
        "300, 16, 17",
        "1100, 31, 33",
        "5000, 64, 65",
        "4161, 64, 65"
    })
    void everyLaneReadsItsPartOfTheTextInOrder(int symbols, int batch, int time) {
        TextBatches batches = TextBatches.of(counting(symbols), batch, time);
        int lane = (symbols - 1) / batch;
        int steps = 0;
        for (TextBatch window : batches) {
            assertThat(window.first()).isEqualTo(steps == 0);
            for (int t = 0; t < window.time(); t++, steps++) {
                for (int b = 0; b < batch; b++) {
                    assertThat(window.inputs().at(t, b)).isEqualTo(b * lane + steps);
                    assertThat(window.targets().at(t, b)).isEqualTo(b * lane + steps + 1);
                }
            }
        }
        assertThat(steps).isEqualTo(lane);
        assertThat(batches.targets()).isGreaterThanOrEqualTo(symbols - batch).isLessThan(symbols);
    }

    @Test
    void tooShortATextIsAnErrorWithTheNumbers() {
        assertThatThrownBy(() -> TextBatches.of(counting(20), 4, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "text batches: 20 symbols are too few for 4 lanes of 5 steps and a last target, which take 21;"
                                + " give more text, fewer lanes or shorter windows");
        assertThat(TextBatches.of(counting(21), 4, 5).windows()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -1", "2147483647, 2147483647"})
    void sizesThatAreNoneAreErrors(int batch, int time) {
        assertThatThrownBy(() -> TextBatches.of(counting(20), batch, time))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changingTheArrayLaterChangesNothing() {
        int[] ids = counting(9);
        TextBatches batches = TextBatches.of(ids, 2, 2);
        ids[0] = 99;

        assertThat(batches.window(0).inputs().at(0, 0)).isZero();
    }

    @Test
    void aCursorGoesOnOverEpochs() {
        TextBatches batches = TextBatches.of(counting(12), 2, 2);
        TextCursor cursor = batches.cursor();
        for (int step = 0; step < 10; step++) {
            assertThat(cursor.steps()).isEqualTo(step);
            assertThat(cursor.epoch()).isEqualTo(step / 3);
            assertThat(cursor.next()).isEqualTo(batches.window(step % 3));
        }
    }

    @Test
    void aCursorSetBackGivesExactlyTheSameBatches() {
        TextBatches batches = TextBatches.of(counting(50), 3, 4);
        for (int steps = 0; steps < 12; steps++) {
            TextCursor cursor = batches.cursor();
            for (int i = 0; i < steps; i++) {
                cursor.next();
            }
            TextCursor again = TextBatches.of(counting(50), 3, 4).cursor();
            again.next();
            again.restore(cursor.snapshot());

            assertThat(again.snapshot()).isEqualTo(cursor.snapshot());
            for (int i = 0; i < 12; i++) {
                assertThat(again.next()).isEqualTo(cursor.next());
            }
        }
    }

    @Test
    void aPlaceInOtherBatchesIsRefusedWithAllDifferences() {
        Snapshot snapshot = TextBatches.of(counting(50), 3, 4).cursor().snapshot();
        int[] other = counting(50);
        other[7] = 8;

        assertThatThrownBy(() -> TextBatches.of(counting(50), 2, 5).cursor().restore(snapshot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch=2, was 3")
                .hasMessageContaining("time=5, was 4");
        assertThatThrownBy(() -> TextBatches.of(other, 3, 4).cursor().restore(snapshot))
                .hasMessageContaining("text=");
        assertThatThrownBy(() -> TextBatches.of(counting(50), 3, 4).cursor().restore(new Snapshot(Map.of(), Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "0, 4", "0, 4294967296"})
    void aPlaceThatIsNoneIsRefused(long epoch, long window) {
        TextCursor cursor = TextBatches.of(counting(50), 3, 4).cursor(); // 16 steps a lane, 4 windows
        Map<String, Object> values = new LinkedHashMap<>(cursor.snapshot().values());
        values.put("epoch", epoch);
        values.put("window", window);

        assertThatThrownBy(() -> cursor.restore(new Snapshot(Map.of(), values)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("windows go from 0 to 3");
    }

    private static int[] counting(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static Ids ids(int time, int batch, int... values) {
        return Ids.of(Shape.of(time, batch), values);
    }
}
