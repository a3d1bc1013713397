package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.tensor.Numbers.assertIs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitTest {

    private static final int MANY = 300 * 200;

    @Test
    void glorotIsUniformWithinItsLimit() {
        // √(6 / (300 + 200)), whose third is the variance of the uniform distribution: limit² / 3 = 2 / 500
        double limit = StrictMath.sqrt(6.0 / 500);
        Moments moments = Moments.of(draw(Init.glorot(), Shape.of(300, 200)));
        assertThat(moments.mean).isCloseTo(0, within(5 * StrictMath.sqrt(2.0 / 500 / MANY)));
        assertThat(moments.variance).isCloseTo(2.0 / 500, within(2.0 / 500 * 0.02));
        assertThat(moments.greatest).isBetween(limit * 0.999, limit);
        // four moments tell the uniform distribution from the normal one: 9/5 of variance², not 3
        assertThat(moments.fourth / (moments.variance * moments.variance)).isCloseTo(1.8, within(0.03));
    }

    @Test
    void heIsNormal() {
        Moments moments = Moments.of(draw(Init.he(), Shape.of(300, 200)));
        assertThat(moments.mean).isCloseTo(0, within(5 * StrictMath.sqrt(2.0 / 300 / MANY)));
        assertThat(moments.variance).isCloseTo(2.0 / 300, within(2.0 / 300 * 0.03));
        assertThat(moments.fourth / (moments.variance * moments.variance)).isCloseTo(3, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 7", "7, 3", "16, 16", "33, 33", "64, 17", "17, 65"})
    void orthogonalRowsOrColumnsAreOrthonormal(int rows, int columns) {
        Tensor w = draw(Init.orthogonal(), Shape.of(rows, columns));
        Tensor gram = rows <= columns ? w.matmul(w, false, true) : w.matmul(w, true, false);
        int n = Math.min(rows, columns);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(gram.at(i, j)).as("%d %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-6f));
            }
        }
    }

    @Test
    void orthogonalGatesAreOrthogonalEachByItself() {
        Tensor w = draw(Init.gates(4, Init.orthogonal()), Shape.of(8, 32));
        for (Tensor gate : w.split(4)) {
            Tensor rest = gate.matmul(gate, true, false).sub(draw(Init.identity(), Shape.of(8, 8)));
            assertThat(rest.abs().reshape(64).max(0).value()).isLessThan(1e-6f);
        }
        assertThat(w.split(4).get(0).sameBits(w.split(4).get(1)))
                .as("each its own draw")
                .isFalse();
    }

    @Test
    void setsNumbersAsTold() {
        assertIs(draw(Init.zeros(), Shape.of(2)), Shape.of(2), 0, 0);
        assertIs(draw(Init.ones(), Shape.of(2)), Shape.of(2), 1, 1);
        assertIs(draw(Init.constant(0.5f), Shape.SCALAR), Shape.SCALAR, 0.5f);
        assertIs(draw(Init.identity(), Shape.of(2, 3)), Shape.of(2, 3), 1, 0, 0, 0, 1, 0);
        assertIs(draw(Init.forgetBias(4, 1), Shape.of(8)), Shape.of(8), 0, 0, 1, 1, 0, 0, 0, 0);
        assertIs(draw(Init.blocks(Init.ones(), Init.zeros()), Shape.of(2, 2)), Shape.of(2, 2), 1, 0, 1, 0);
    }

    @Test
    void uniformKeepsItsEnds() {
        Tensor drawn = draw(Init.uniform(-1, 3), Shape.of(MANY));
        Moments moments = Moments.of(drawn);
        assertThat(moments.mean).isCloseTo(1, within(0.03));
        assertThat(moments.variance).isCloseTo(16.0 / 12, within(0.03));
        for (float value : drawn.values()) {
            assertThat(value).isBetween(-1f, 3f);
        }
        assertIs(draw(Init.uniform(2, 2), Shape.of(2)), Shape.of(2), 2, 2);
    }

    @Test
    void theOrderOfCreationDoesNotMatter() {
        Parameters one = Parameters.seeded(7);
        Tensor a = one.create("a", Shape.of(4, 4), Init.glorot());
        Tensor b = one.create("b", Shape.of(4, 4), Init.orthogonal());
        Parameters other = Parameters.seeded(7);
        assertThat(other.create("b", Shape.of(4, 4), Init.orthogonal()).sameBits(b))
                .isTrue();
        other.create("between", Shape.of(9), Init.he());
        assertThat(other.create("a", Shape.of(4, 4), Init.glorot()).sameBits(a)).isTrue();
        assertThat(Parameters.seeded(8)
                        .create("a", Shape.of(4, 4), Init.glorot())
                        .sameBits(a))
                .isFalse();
        assertThat(Parameters.seeded(7)
                        .create("c", Shape.of(4, 4), Init.glorot())
                        .sameBits(a))
                .isFalse();
    }

    @Test
    void refusesWhatItCannotDraw() {
        assertThatThrownBy(() -> draw(Init.orthogonal(), Shape.of(3)))
                .hasMessage("orthogonal: [3] is no matrix; give a shape [rows, columns]");
        assertThatThrownBy(() -> draw(Init.identity(), Shape.of(3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> draw(Init.forgetBias(4, 1), Shape.of(6)))
                .hasMessage("init: [6] can't be cut into 4 equal blocks; give one init per block");
        assertThatThrownBy(() -> Init.forgetBias(4, 4)).hasMessage("forgetBias: gate 4 of 4; use 0 to 3");
        assertThatThrownBy(() -> Init.uniform(1, 0))
                .hasMessage("uniform: 1.0 to 0.0 is no range; give finite ends, low first");
        assertThatThrownBy(() -> Init.uniform(0, Float.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Init.uniform(0, Float.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Tensor draw(Init init, Shape shape) {
        return init.draw(shape, RandomSource.of(42, "InitTest"));
    }

    /** The moments of a drawn tensor, in float64. */
    private record Moments(double mean, double variance, double fourth, double greatest) {
        static Moments of(Tensor drawn) {
            float[] values = drawn.values();
            double mean = 0;
            for (float value : values) {
                mean += value;
            }
            mean /= values.length;
            double square = 0;
            double fourth = 0;
            double greatest = 0;
            for (float value : values) {
                double off = (value - mean) * (value - mean);
                square += off;
                fourth += off * off;
                greatest = Math.max(greatest, Math.abs(value));
            }
            return new Moments(mean, square / values.length, fourth / values.length, greatest);
        }
    }
}
