package rnn4j.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** By hand: predictions 1 5 2 against targets 2 2 4, a fourth step is masked. */
class RegressionErrorTest {

    private static double of(RegressionError error) {
        error.add(
                Tensor.of(Shape.of(4, 1), 1, 5, 2, Float.NaN),
                Tensor.of(Shape.of(4, 1), 2, 2, 4, 0),
                Mask.of(Shape.of(4), true, true, true, false));
        assertThat(error.count()).isEqualTo(3);
        return error.value();
    }

    @Test
    void errorsByHand() {
        assertThat(of(RegressionError.absolute())).isCloseTo((1 + 3 + 2) / 3.0, within(1e-12));
        assertThat(of(RegressionError.rootMeanSquare())).isCloseTo(Math.sqrt((1 + 9 + 4) / 3.0), within(1e-12));
        assertThat(of(RegressionError.percentage())).isCloseTo(100 * (0.5 + 1.5 + 0.5) / 3, within(1e-12));
        assertThat(RegressionError.absolute().value()).isNaN();
    }

    @Test
    void thereIsNoShareOfZero() {
        RegressionError error = RegressionError.percentage();
        Tensor zero = Tensor.zeros(Shape.of(1, 1));

        assertThatThrownBy(() -> error.add(zero, zero)).hasMessageContaining("a target is 0");
        assertThat(error.count()).isZero();
    }
}
