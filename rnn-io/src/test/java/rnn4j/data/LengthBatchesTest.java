package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;

class LengthBatchesTest {

    private static final int[] LENGTHS =
            new SplittableRandom(5).ints(101, 1, 60).toArray();

    private static List<int[]> epoch(LengthBatches batches) {
        List<int[]> epoch = new ArrayList<>();
        for (int i = batches.batches(); i > 0; i--) {
            epoch.add(batches.next());
        }
        return epoch;
    }

    @Test
    void everySampleIsInEachEpochOnce() {
        LengthBatches batches = LengthBatches.of(LENGTHS, 8, 1);
        for (int n = 0; n < 3; n++) {
            List<int[]> epoch = epoch(batches);
            assertThat(epoch).hasSize(13);
            assertThat(epoch.stream().flatMapToInt(IntStream::of).sorted().toArray())
                    .isEqualTo(IntStream.range(0, 101).toArray());
        }
        assertThat(batches.epoch()).isEqualTo(3);
    }

    @Test
    void epochsDifferAndTheSameSeedGivesTheSame() {
        LengthBatches batches = LengthBatches.of(LENGTHS, 8, 1);
        List<int[]> first = epoch(batches);
        List<int[]> second = epoch(batches);

        assertThat(epoch(LengthBatches.of(LENGTHS, 8, 1)))
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThat(second).usingRecursiveComparison().isNotEqualTo(first);
        assertThat(epoch(LengthBatches.of(LENGTHS, 8, 2)))
                .usingRecursiveComparison()
                .isNotEqualTo(first);
    }

    /** By hand: lengths 1 2 and 4 5 side by side pad one step of four, and one of ten. */
    @Test
    void likeLengthsPadLittle() {
        assertThat(LengthBatches.of(new int[] {5, 1, 4, 2}, 2, 1).padding()).isCloseTo(2 / 14.0, within(1e-12));
        assertThat(LengthBatches.of(new int[] {5, 1, 4, 2}, 2, 1))
                .hasToString("LengthBatches[4 samples in 2 batches, 14.3 % padding]");
        assertThat(LengthBatches.of(LENGTHS, 8, 1).padding()).isLessThan(0.1);
        assertThat(LengthBatches.of(new int[] {0, 0}, 2, 1).padding()).isZero();
    }

    @Test
    void goesOnFromItsPlace() {
        LengthBatches batches = LengthBatches.of(LENGTHS, 8, 1);
        for (int i = 0; i < 20; i++) {
            batches.next();
        }
        LengthBatches other = LengthBatches.of(LENGTHS, 8, 1);
        other.restore(batches.snapshot());

        for (int i = 0; i < 20; i++) {
            assertThat(other.next()).isEqualTo(batches.next());
        }
        assertThatThrownBy(() -> LengthBatches.of(LENGTHS, 9, 1).restore(batches.snapshot()))
                .hasMessageContaining("size=9, was 8");
        assertThatThrownBy(() -> LengthBatches.of(new int[0], 1, 1)).hasMessageContaining("no sample");
    }

    @Test
    void shorterSequencesArePadded() {
        Padded padded = Padded.of(List.of(new int[] {1, 2, 3}, new int[] {}, new int[] {4}));

        assertThat(padded.ids().shape()).isEqualTo(Shape.of(3, 3));
        assertThat(padded.ids().values()).containsExactly(1, 0, 4, 2, 0, 0, 3, 0, 0);
        assertThat(padded.lengths()).isEqualTo(Lengths.of(3, 0, 1));
        assertThatThrownBy(() -> Padded.of(List.of())).hasMessageContaining("no sequence");
    }
}
