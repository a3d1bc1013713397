package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

class SequenceTest {

    private final Tensor values = Tensor.of(Shape.of(3, 2, 1), 1, 2, 3, 4, 5, 6);

    @Test
    void tellsItsSizes() {
        Sequence xs = new Sequence(values, Lengths.of(3, 1));

        assertThat(xs.time()).isEqualTo(3);
        assertThat(xs.batch()).isEqualTo(2);
        assertThat(xs.features()).isEqualTo(1);
        assertThat(xs.isFull()).isFalse();
        assertThat(Sequence.full(values).isFull()).isTrue();
        assertThat(xs.map(Tensor::neg).values().at(2, 1, 0)).isEqualTo(-6);
        assertThat(xs.map(Tensor::neg).lengths()).isEqualTo(xs.lengths());
    }

    @Test
    void cutsOffStepsWithTheirLengths() {
        Sequence middle = new Sequence(values, Lengths.of(3, 1)).steps(1, 3);

        assertThat(middle.values().values()).containsExactly(3, 4, 5, 6);
        assertThat(middle.lengths()).isEqualTo(Lengths.of(2, 0));
    }

    @Test
    void refusesLengthsThatDoNotFit() {
        assertThatThrownBy(() -> new Sequence(values, Lengths.full(1, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("1 lengths", "[3, 2, 1]");
        assertThatThrownBy(() -> new Sequence(values, Lengths.of(4, 0))).hasMessageContaining("length 4 is longer");
        assertThatThrownBy(() -> Sequence.full(Tensor.zeros(Shape.of(3, 2))))
                .hasMessageContaining("[time, batch, features]");
    }

    @Test
    void resetsAreCutAndTurnedLikeTheSequence() {
        Resets resets = Resets.of(Mask.of(Shape.of(3, 2), false, true, true, false, false, true));

        assertThat(resets.at(0, 1)).isTrue();
        assertThat(resets.steps(1, 3).at(0, 0)).isTrue();
        assertThat(resets.steps(1, 3).at(1, 1)).isTrue();
        assertThat(resets.steps(1, 3).at(1, 0)).isFalse();
        assertThat(resets.backward().at(0, 0)).isTrue();
        assertThat(resets.backward().at(1, 1)).isTrue();
        assertThat(resets.backward().at(2, 1)).isFalse();
        assertThat(Resets.none().steps(0, 2).isNone()).isTrue();
        assertThat(Resets.of(Mask.of(Shape.of(1, 2), false, false)).isNone()).isTrue();
        assertThatThrownBy(() -> Resets.of(Mask.of(Shape.of(3), true, true, true)))
                .hasMessageContaining("[time, batch]");
    }
}
