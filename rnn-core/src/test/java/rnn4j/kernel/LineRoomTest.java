package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms begin where a line of the cache does, in arrays that small ones share without meeting. */
class LineRoomTest {
    private static final int LINE = 16;
    private static final int PAGE = 1024;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 1000, 4096, 100_003, 600_000})
    void beginsAtALineWithZeros(int size) {
        LineRoom room = LineRoom.of(size);
        assertThat(room.from() % LINE).isEqualTo(12); // behind a header of four
        assertThat(room.size()).isEqualTo(size);
        assertThat(Arrays.copyOfRange(room.values(), room.from(), room.from() + size))
                .containsOnly(new float[size]);
    }

    @Test
    void noneReachesIntoAnother() {
        List<LineRoom> all =
                IntStream.range(0, 300).mapToObj(i -> LineRoom.of(37 * i)).toList();
        for (int i = 0; i < all.size(); i++) {
            LineRoom room = all.get(i);
            Arrays.fill(room.values(), room.from(), room.from() + room.size(), i);
        }
        for (int i = 1; i < all.size(); i++) {
            LineRoom room = all.get(i);
            assertThat(Arrays.copyOfRange(room.values(), room.from(), room.from() + room.size()))
                    .containsOnly(i);
        }
    }

    /** Sizes that are whole pages would have all begin at the same line of one. */
    @ParameterizedTest
    @ValueSource(ints = {PAGE, 16 * PAGE, 600 * PAGE})
    void roomsOfAPageBeginAtDifferentLines(int size) {
        assertThat(IntStream.range(0, 24).mapToObj(i -> LineRoom.of(size)).map(room -> (room.from() + 4) % PAGE / LINE))
                .doesNotHaveDuplicates();
    }
}
