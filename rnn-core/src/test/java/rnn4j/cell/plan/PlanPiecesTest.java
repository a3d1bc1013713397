package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Driver;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/** A sequence that is too long to keep is run in pieces; how many is no matter of bits. */
class PlanPiecesTest {

    /** More rows than a block of a sum, so that there is something to cut. */
    private static final Passage.Sizes SIZES = new Passage.Sizes(400, 9, 3, 5);

    private static final int CELLS = 6;

    static Stream<Arguments> passages() {
        return PlannedCells.all().stream()
                .limit(CELLS)
                .flatMap(entry -> Stream.of(Passage.Filling.values()).map(filling -> Arguments.of(entry, filling)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("passages")
    void piecesHaveTheBitsOfTheWhole(PlannedCells.Entry entry, Passage.Filling filling) {
        Passage passage = Passage.of(entry, SIZES, filling, 21);
        Driver whole = Plans.driver(passage.cell(), Long.MAX_VALUE);
        Driver pieces = Plans.driver(passage.cell(), 1);
        Map<String, Tensor> expected = passage.gradients(whole);

        assertSame(passage.gradients(pieces), expected);
        try (Threads threads = Threads.of(2)) {
            assertSame(threads.within(() -> passage.gradients(pieces)), expected);
        }
    }

    private static void assertSame(Map<String, Tensor> gradients, Map<String, Tensor> expected) {
        assertThat(gradients.keySet()).isEqualTo(expected.keySet());
        gradients.forEach((name, gradient) -> assertThat(gradient.sameBits(Passage.get(expected, name)))
                .as(name)
                .isTrue());
    }
}
