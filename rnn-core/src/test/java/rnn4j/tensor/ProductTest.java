package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.tensor.Numbers.assertIs;
import static rnn4j.tensor.Numbers.matrix;
import static rnn4j.tensor.Numbers.vector;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrix products on numbers that a head can multiply. */
class ProductTest {

    private final Tensor a = matrix(1, 2, 3, 4, 5, 6);
    private final Tensor b = Tensor.of(Shape.of(3, 2), 1, 0, 0, 1, 2, 2);

    @Test
    void multipliesMatrices() {
        assertIs(a.matmul(b), Shape.of(2, 2), 7, 8, 16, 17);
    }

    @Test
    void transposesEitherSideFirst() {
        Tensor product = a.matmul(b);
        assertIs(a.transpose().matmul(b, true, false), Shape.of(2, 2), product.values());
        assertIs(a.matmul(b.transpose(), false, true), Shape.of(2, 2), product.values());
        assertIs(a.transpose().matmul(b.transpose(), true, true), Shape.of(2, 2), product.values());
    }

    @Test
    void foldsLeadingAxesOverOneMatrix() {
        Tensor x = a.reshape(2, 1, 3);
        assertIs(x.matmul(b), Shape.of(2, 1, 2), 7, 8, 16, 17);
        assertIs(a.reshape(1, 2, 1, 3).matmul(b), Shape.of(1, 2, 1, 2), 7, 8, 16, 17);
        assertThat(Tensor.zeros(Shape.of(2, 5, 0))
                        .matmul(Tensor.zeros(Shape.of(0, 3)))
                        .shape())
                .isEqualTo(Shape.of(2, 5, 3));
    }

    @Test
    void multipliesRowsOfMatrices() {
        Tensor twice = Tensor.stack(0, List.of(b, b.mul(10)));
        assertIs(a.reshape(2, 1, 3).matmul(twice), Shape.of(2, 1, 2), 7, 8, 160, 170);
    }

    @Test
    void aProductOverNothingIsZero() {
        assertIs(Tensor.zeros(Shape.of(2, 0)).matmul(Tensor.zeros(Shape.of(0, 2))), Shape.of(2, 2), 0, 0, 0, 0);
        assertThat(Tensor.zeros(Shape.of(0, 3)).matmul(b).shape()).isEqualTo(Shape.of(0, 2));
    }

    @Test
    void multipliesEachByEach() {
        assertIs(vector(1, 2).outer(vector(3, 4, 5)), Shape.of(2, 3), 3, 4, 5, 6, 8, 10);
        assertIs(a.outer(vector(1, 10).reshape(1, 2)), Shape.of(2, 3, 2), 1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aParameterIsMultipliedLikeItsValues(boolean transposeA, boolean transposeB) {
        // a parameter is packed once and the packed form used again; it must be the same product
        for (int matrices : new int[] {0, 1, 2}) {
            Shape left = transposeA ? Shape.of(3, 2) : Shape.of(2, 3);
            Shape right = transposeB ? Shape.of(4, 3) : Shape.of(3, 4);
            Tensor x = counted(matrices == 0 ? left : left.inserted(0, matrices));
            Tensor values = counted(matrices == 0 ? right : right.inserted(0, matrices));
            Tensor w = Parameters.of(Map.of("w", values)).create("w", values.shape(), Init.zeros());
            assertThat(x.matmul(w, transposeA, transposeB).sameBits(x.matmul(values, transposeA, transposeB)))
                    .as("%d matrices", matrices)
                    .isTrue();
        }
    }

    @Test
    void aWrittenParameterIsPackedAnew() {
        Parameters parameters = Parameters.of(Map.of("w", b));
        Tensor w = parameters.create("w", b.shape(), Init.zeros());
        assertIs(a.matmul(w), Shape.of(2, 2), 7, 8, 16, 17);
        parameters.update(Map.of("w", b.mul(2)));
        assertIs(a.matmul(w), Shape.of(2, 2), 14, 16, 32, 34);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Tensor wide = Tensor.zeros(Shape.of(7, 3));
        assertThatThrownBy(() -> Place.in(
                        "encoder.forward", () -> Tensor.zeros(Shape.of(9, 2, 5)).matmul(wide)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("matmul: inner sizes differ: [9, 2, 5] x [7, 3] (encoder.forward)");
        assertThatThrownBy(() -> a.matmul(b, true, false))
                .hasMessageStartingWith("matmul: inner sizes differ: [2, 3] transposed x [3, 2]");
        assertThatThrownBy(() -> vector(1).matmul(wide)).hasMessageStartingWith("matmul: ranks must be 2 and 2");
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(2, 1, 3)).matmul(Tensor.zeros(Shape.of(3, 3, 1))))
                .hasMessageStartingWith("matmul: numbers of matrices differ: [2, 1, 3] x [3, 3, 1]");
    }

    @Test
    void aProductOfTooManyElementsIsTold() {
        Tensor tall = Tensor.zeros(Shape.of(65_536, 1));
        assertThatThrownBy(() -> tall.matmul(tall.transpose()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[65536, 65536] has more than 2^31-1 elements");
    }

    private static Tensor counted(Shape shape) {
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        return Tensor.of(shape, values);
    }
}
