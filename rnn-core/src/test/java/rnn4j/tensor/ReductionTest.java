package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static rnn4j.tensor.Numbers.assertIs;
import static rnn4j.tensor.Numbers.assertNear;
import static rnn4j.tensor.Numbers.matrix;
import static rnn4j.tensor.Numbers.vector;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums, means, greatest ones and the softmax family on two rows of three numbers. */
class ReductionTest {

    private static final float INF = Float.POSITIVE_INFINITY;

    private final Tensor x = matrix(1, 2, 3, 5, 5, -4);

    @Test
    void sumsAndAverages() {
        assertIs(x.sum(), Shape.SCALAR, 12);
        assertIs(x.sum(0), Shape.of(3), 6, 7, -1);
        assertIs(x.sum(1), Shape.of(2), 6, 6);
        assertIs(x.sum(-1), Shape.of(2), 6, 6);
        assertIs(x.mean(), Shape.SCALAR, 2);
        assertIs(x.mean(0), Shape.of(3), 3, 3.5f, -0.5f);
        assertIs(x.mean(1), Shape.of(2), 2, 2);
        assertIs(x.reshape(1, 2, 3).sum(1), Shape.of(1, 3), 6, 7, -1);
    }

    @Test
    void aSumOfNothingIsZero() {
        assertIs(Tensor.zeros(Shape.of(0, 2)).sum(0), Shape.of(2), 0, 0);
        assertIs(Tensor.zeros(Shape.of(0, 2)).sum(), Shape.SCALAR, 0);
        assertIs(Tensor.zeros(Shape.of(2, 0)).sum(1), Shape.of(2), 0, 0);
    }

    @Test
    void findsTheGreatest() {
        assertIs(x.max(0), Shape.of(3), 5, 5, 3);
        assertIs(x.max(1), Shape.of(2), 3, 5);
        assertThat(vector(1, Float.NaN).max(0).value()).isNaN();
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(2, 0)).max(1))
                .hasMessage("max: axis 1 of [2, 0] is empty; give it at least one element");
    }

    @Test
    void tellsTheSpread() {
        // of 1 2 3: (1 + 0 + 1) / 3; of 5 5 -4: (9 + 9 + 36) / 3
        assertNear(x.variance(1), Shape.of(2), 2.0 / 3, 18);
        assertIs(x.variance(0), Shape.of(3), 4, 2.25f, 12.25f);
        assertIs(vector(7, 7, 7).variance(0), Shape.SCALAR, 0);
        // far from zero the squares are of the distances, so nothing cancels
        assertIs(vector(1e6f - 1, 1e6f + 1).variance(0), Shape.SCALAR, 1);
        // fault N04: 10⁸ ± 1 are one float
        assertIs(vector(1e8f - 1, 1e8f, 1e8f + 1).variance(0), Shape.SCALAR, 0);
        assertIs(vector(1e8f, 1e8f + 16).variance(0), Shape.SCALAR, 64);
    }

    @Test
    void logSumExpRunsAlongAnyAxis() {
        double row0 = StrictMath.log(StrictMath.exp(1) + StrictMath.exp(2) + StrictMath.exp(3));
        double row1 = StrictMath.log(2 * StrictMath.exp(5) + StrictMath.exp(-4));
        assertNear(x.logSumExp(1), Shape.of(2), row0, row1);
        assertNear(x.transpose().logSumExp(0), Shape.of(2), row0, row1);
        assertNear(x.reshape(1, 2, 3).transpose(0, 2).logSumExp(0), Shape.of(2, 1), row0, row1);
        assertNear(x.reshape(2, 3, 1).logSumExp(1), Shape.of(2, 1), row0, row1);
    }

    @Test
    void softmaxSharesOneAlongAnAxis() {
        assertNear(vector(0, 0, 0, 0).softmax(0), Shape.of(4), 0.25, 0.25, 0.25, 0.25);
        double sum = StrictMath.exp(-2) + StrictMath.exp(-1) + 1;
        Tensor row = x.slice(0, 0, 1);
        assertNear(row.softmax(1), Shape.of(1, 3), StrictMath.exp(-2) / sum, StrictMath.exp(-1) / sum, 1 / sum);
        double log = StrictMath.log(sum);
        assertNear(row.logSoftmax(-1), Shape.of(1, 3), -2 - log, -1 - log, -log);
        assertNear(row.transpose().logSoftmax(0), Shape.of(3, 1), -2 - log, -1 - log, -log);
        assertThat(x.transpose().softmax(0).transpose().sameBits(x.softmax(1))).isTrue();
    }

    @Test
    void softmaxKeepsItsLimits() {
        assertIs(vector(1e38f, 0, -1e38f).softmax(0), Shape.of(3), 1, 0, 0);
        assertIs(vector(INF, 0).softmax(0), Shape.of(2), 1, 0);
        assertIs(vector(-INF, -INF).softmax(0), Shape.of(2), 0, 0);
        assertIs(vector(-INF, -INF).logSumExp(0), Shape.SCALAR, -INF);
        assertIs(vector(INF, 3).logSumExp(0), Shape.SCALAR, INF);
        assertIs(vector(3).softmax(0), Shape.of(1), 1);
        assertIs(vector(1e38f, 1e38f).logSoftmax(0), Shape.of(2), -0.6931472f, -0.6931472f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "logSoftmax", "logSumExp"})
    void theReferenceKeepsTheSameLimits(String name) {
        float[][] rows = {
            {1e38f, 0, -1e38f}, {INF, 0, 1}, {INF, INF, -INF}, {-INF, -INF, -INF}, {-INF, 2, 2}, {Float.NaN, 1, 2}
        };
        Attributes attributes = name.equals("logSumExp") ? Attributes.of("axis", 0) : Attributes.NONE;
        Op op = Operations.of(name, attributes);
        for (float[] row : rows) {
            Tensor fast = op.forward(List.of(vector(row)));
            double[] slow = op.reference(List.of(Shape.of(3)), List.of(new double[] {row[0], row[1], row[2]}));
            for (int i = 0; i < slow.length; i++) {
                assertThat(fast.values()[i])
                        .as("%s of %s", name, vector(row))
                        .isCloseTo((float) slow[i], within(1e-6f));
            }
        }
    }

    @Test
    void aMillionNumbersAreSummedNearly() {
        int n = 1_000_000;
        float[] values = new float[n];
        double exact = 0;
        for (int i = 0; i < n; i++) {
            values[i] = 0.1f + i % 7;
            exact += values[i];
        }
        Tensor long1 = vector(values);
        assertThat(long1.sum().value()).isCloseTo((float) exact, withinPercentage(1e-4));
        assertThat(long1.softmax(0).sum().value()).isCloseTo(1, within(1e-5f));
    }

    @Test
    void refusesAnAxisThatIsNotThere() {
        assertThatThrownBy(() -> x.sum(2))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape: no axis 2 in [2, 3]; use -2 to 1");
    }
}
