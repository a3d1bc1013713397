package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeTest {

    @Test
    void isAValue() {
        int[] sizes = {2, 3};
        Shape shape = new Shape(sizes);
        sizes[0] = 9;
        shape.sizes()[1] = 9;
        assertThat(shape)
                .isEqualTo(Shape.of(2, 3))
                .hasSameHashCodeAs(Shape.of(2, 3))
                .hasToString("[2, 3]");
        assertThat(shape).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
    }

    @Test
    void countsAxesFromBothEnds() {
        Shape shape = Shape.of(4, 5, 6);
        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.count()).isEqualTo(120);
        assertThat(shape.size(0)).isEqualTo(4);
        assertThat(shape.size(-1)).isEqualTo(6);
        assertThatThrownBy(() -> shape.size(3)).hasMessage("shape: no axis 3 in [4, 5, 6]; use -3 to 2");
        assertThatThrownBy(() -> shape.size(-4)).isInstanceOf(ShapeException.class);
    }

    @Test
    void changesByCopies() {
        Shape shape = Shape.of(4, 5);
        assertThat(shape.with(-1, 7)).isEqualTo(Shape.of(4, 7));
        assertThat(shape.without(0)).isEqualTo(Shape.of(5));
        assertThat(shape.inserted(0, 1)).isEqualTo(Shape.of(1, 4, 5));
        assertThat(shape.inserted(-1, 3)).isEqualTo(Shape.of(4, 5, 3));
        assertThat(shape).isEqualTo(Shape.of(4, 5));
        assertThatThrownBy(() -> shape.inserted(3, 1))
                .hasMessage("shape: no place 3 for a new axis in [4, 5]; use -3 to 2");
    }

    @Test
    void aSingleNumberHasNoAxes() {
        assertThat(Shape.SCALAR.rank()).isZero();
        assertThat(Shape.SCALAR.count()).isEqualTo(1);
        assertThat(Shape.of(3, 0, 2).count()).isZero();
    }

    static Stream<int[]> tooLarge() {
        return Stream.of(
                new int[] {65_536, 65_536},
                new int[] {65_536, 32_768},
                new int[] {Integer.MAX_VALUE, 2},
                new int[] {65_536, 65_536, 65_536, 65_536},
                new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE},
                // an empty axis must not hide that the others overflow: parts of a shape are multiplied on their own
                new int[] {0, 65_536, 65_536},
                new int[] {65_536, 65_536, 0});
    }

    /** Fault T08. */
    @ParameterizedTest
    @MethodSource("tooLarge")
    void refusesMoreElementsThanAnArrayHolds(int[] sizes) {
        assertThatThrownBy(() -> Shape.of(sizes))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("shape: [")
                .hasMessageContaining("more than 2^31-1 elements; use smaller or fewer axes");
    }

    @Test
    void refusesNegativeSizes() {
        assertThatThrownBy(() -> Shape.of(2, -1)).hasMessage("shape: size -1 in [2, -1]; use 0 or more");
        assertThat(Shape.of(Integer.MAX_VALUE).count()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void errorsTellThePlaceInTheModel() {
        assertThatThrownBy(() -> Place.in("encoder.forward", () -> Place.in("step 3", () -> Shape.of(-1))))
                .hasMessage("shape: size -1 in [-1]; use 0 or more (encoder.forward, step 3)");
        assertThat(Place.current()).isEmpty();
        assertThat(Place.suffix()).isEmpty();
        assertThat(Place.in("a", () -> Place.in("b", Place::current))).isEqualTo("a, b");
    }
}
