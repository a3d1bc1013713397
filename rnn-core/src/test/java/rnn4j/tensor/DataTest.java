package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.tensor.Numbers.assertIs;
import static rnn4j.tensor.Numbers.matrix;
import static rnn4j.tensor.Numbers.vector;

import org.junit.jupiter.api.Test;

/** Tensors, ids, masks and lengths as values: what goes in is copied, what comes out is a copy. */
class DataTest {

    @Test
    void tensorsDoNotShareArrays() {
        float[] values = {1, 2};
        Tensor x = vector(values);
        values[0] = 9;
        x.values()[1] = 9;
        assertIs(x, Shape.of(2), 1, 2);
        assertThatThrownBy(() -> Tensor.of(Shape.of(3), 1, 2))
                .hasMessage("tensor: 2 values for shape [3] of 3; give one per element");
    }

    @Test
    void tensorsTellTheirNumbers() {
        Tensor x = matrix(1, 2, 3, 4, 5, 6);
        assertThat(x.at(1, 2)).isEqualTo(6);
        assertThat(Tensor.scalar(7).value()).isEqualTo(7);
        assertThat(Tensor.full(Shape.of(1, 1), 3).value()).isEqualTo(3);
        assertThatThrownBy(x::value).hasMessage("value: [2, 3] has 6 elements; use values() or at(…)");
        assertThatThrownBy(() -> x.at(1)).hasMessage("at: 1 indices for [2, 3]; give one per axis");
        assertThatThrownBy(() -> x.at(2, 0)).hasMessage("at: index [2, 0] is not within [2, 3]; count from 0");
        assertThat(x.toString()).isEqualTo("Tensor[2, 3] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]");
        assertThat(x.finite()).isTrue();
        assertThat(vector(1, Float.NaN).finite()).isFalse();
        assertThat(vector(1, Float.NEGATIVE_INFINITY).finite()).isFalse();
    }

    @Test
    void bitsAreComparedWithOneNan() {
        float otherNan = Float.intBitsToFloat(0x7fc00001);
        assertThat(vector(Float.NaN).sameBits(vector(otherNan))).isTrue();
        assertThat(vector(0).sameBits(vector(-0f))).isFalse();
        assertThat(vector(1, 2).sameBits(vector(1, 2).expand(0))).isFalse();
    }

    @Test
    void idsAreValues() {
        int[] values = {3, 1};
        Ids ids = Ids.of(Shape.of(2, 1), values);
        values[0] = 9;
        ids.values()[0] = 9;
        assertThat(ids.at(0, 0)).isEqualTo(3);
        assertThat(ids.count()).isEqualTo(2);
        assertThat(ids).isEqualTo(Ids.of(Shape.of(2, 1), 3, 1)).isNotEqualTo(Ids.of(Shape.of(2), 3, 1));
        assertThatThrownBy(() -> Ids.of(Shape.of(3), 1))
                .hasMessage("ids: 1 values for shape [3] of 3; give one per element");
    }

    @Test
    void masksAreConditions() {
        Mask mask = Mask.of(Shape.of(3), true, false, true);
        assertIs(mask.tensor(), Shape.of(3), 1, 0, 1);
        assertThat(mask.count()).isEqualTo(2);
        assertThat(mask.full()).isFalse();
        assertThat(Mask.all(Shape.of(2, 2)).full()).isTrue();
        assertThat(mask.at(1)).isFalse();
        assertThat(mask).isEqualTo(Mask.of(Shape.of(3), true, false, true)).isNotEqualTo(Mask.all(Shape.of(3)));
        assertThatThrownBy(() -> Mask.of(Shape.of(2), true)).isInstanceOf(ShapeException.class);
    }

    @Test
    void lengthsSayWhichStepsAreReal() {
        Lengths lengths = Lengths.of(2, 0, 3);
        assertThat(lengths.batch()).isEqualTo(3);
        assertThat(lengths.longest()).isEqualTo(3);
        assertThat(lengths.total()).isEqualTo(5);
        assertThat(lengths.at(1)).isZero();
        assertThat(lengths.all(2)).isFalse();
        assertThat(Lengths.full(2, 4).all(4)).isTrue();
        assertThat(Lengths.of().longest()).isZero();
        assertThat(lengths.mask(3))
                .isEqualTo(Mask.of(Shape.of(3, 3), true, false, true, true, false, true, false, false, true));
        assertThat(lengths).isEqualTo(Lengths.of(2, 0, 3)).isNotEqualTo(Lengths.of(2, 0));
        assertThatThrownBy(() -> Lengths.of(1, -1)).hasMessage("lengths: length -1 in row 1; use 0 or more");
        assertThatThrownBy(() -> Lengths.full(65_536, 1).mask(65_536))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[65536, 65536] has more than 2^31-1 elements");
    }
}
