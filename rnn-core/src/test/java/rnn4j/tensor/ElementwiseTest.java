package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.tensor.Numbers.assertIs;
import static rnn4j.tensor.Numbers.assertNear;
import static rnn4j.tensor.Numbers.each;
import static rnn4j.tensor.Numbers.matrix;
import static rnn4j.tensor.Numbers.vector;

import org.junit.jupiter.api.Test;

/** The element-wise operations on two rows of three numbers. */
class ElementwiseTest {

    private static final Shape SHAPE = Shape.of(2, 3);

    private final Tensor x = matrix(-2, -1, 0, 1, 2, 3);
    private final Tensor y = matrix(1, 2, 4, -1, -2, 0.5f);
    private final Tensor row = vector(10, 20, 30);

    @Test
    void addsSubtractsMultipliesDivides() {
        assertIs(x.add(y), SHAPE, -1, 1, 4, 0, 0, 3.5f);
        assertIs(x.sub(y), SHAPE, -3, -3, -4, 2, 4, 2.5f);
        assertIs(x.mul(y), SHAPE, -2, -2, 0, -1, -4, 1.5f);
        assertIs(x.div(y), SHAPE, -2, -0.5f, 0, -1, -1, 6);
    }

    @Test
    void takesANumberForATensor() {
        assertIs(x.add(1), SHAPE, -1, 0, 1, 2, 3, 4);
        assertIs(x.sub(1), SHAPE, -3, -2, -1, 0, 1, 2);
        assertIs(x.mul(2), SHAPE, -4, -2, 0, 2, 4, 6);
        assertIs(x.div(2), SHAPE, -1, -0.5f, 0, 0.5f, 1, 1.5f);
        assertIs(x.floorMod(4), SHAPE, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void repeatsARowAndAColumn() {
        assertIs(x.add(row), SHAPE, 8, 19, 30, 11, 22, 33);
        assertIs(x.add(row.slice(0, 0, 2).expand(-1)), SHAPE, 8, 9, 10, 21, 22, 23);
        assertIs(row.slice(0, 0, 2).expand(-1).add(row), SHAPE, 20, 30, 40, 30, 40, 50);
    }

    @Test
    void findsSmallerAndGreater() {
        assertIs(x.min(y), SHAPE, -2, -1, 0, -1, -2, 0.5f);
        assertIs(x.max(y), SHAPE, 1, 2, 4, 1, 2, 3);
        assertIs(x.clamp(-1, 2), SHAPE, -1, -1, 0, 1, 2, 2);
        assertThat(x.min(Tensor.scalar(Float.NaN)).at(0, 0)).isNaN();
        assertThat(vector(Float.NaN).clamp(0, 1).value()).isNaN();
        assertThatThrownBy(() -> x.clamp(2, 1)).hasMessage("clamp: 2.0 to 1.0 is no range; give the low end first");
    }

    @Test
    void leavesARemainderWithTheSignOfTheDivisor() {
        assertIs(vector(5, -5, 5, -5).floorMod(vector(3, 3, -3, -3)), Shape.of(4), 2, 1, -1, -2);
    }

    @Test
    void compares() {
        Tensor one = Tensor.scalar(1);
        assertIs(x.greater(one), SHAPE, 0, 0, 0, 0, 1, 1);
        assertIs(x.greaterEqual(one), SHAPE, 0, 0, 0, 1, 1, 1);
        assertIs(x.equalTo(one), SHAPE, 0, 0, 0, 1, 0, 0);
        Tensor nan = Tensor.scalar(Float.NaN);
        assertThat(nan.equalTo(nan).value()).isZero();
        assertThat(nan.greaterEqual(nan).value()).isZero();
    }

    @Test
    void selectsAndNeverMultiplies() {
        Tensor condition = matrix(1, 0, 0, 2, -1, 0);
        Tensor bad = Tensor.full(SHAPE, Float.NaN);
        assertIs(Tensor.select(condition, x, y), SHAPE, -2, 2, 4, 1, 2, 0.5f);
        assertIs(Tensor.select(Tensor.scalar(1), x, bad), SHAPE, x.values());
        assertIs(Tensor.select(Tensor.scalar(0), bad, y), SHAPE, y.values());
    }

    @Test
    void multipliesAndAddsInOneRounding() {
        assertIs(x.mulAdd(y, row), SHAPE, 8, 18, 30, 9, 16, 31.5f);
        // (1 + 2^-12)² = 1 + 2^-11 + 2^-24: the last term is lost when the product is rounded, and 1 + 2^-11 taken away
        float near = 1 + 0x1p-12f;
        Tensor rest = vector(near).mulAdd(vector(near), vector(-(1 + 0x1p-11f)));
        assertIs(rest, Shape.of(1), 0x1p-24f);
        assertThat(vector(near).mul(vector(near)).sub(1 + 0x1p-11f).value()).isZero();
    }

    @Test
    void turnsSigns() {
        assertIs(x.neg(), SHAPE, 2, 1, -0f, -1, -2, -3);
        assertIs(x.oneMinus(), SHAPE, 3, 2, 1, 0, -1, -2);
        assertIs(x.abs(), SHAPE, 2, 1, 0, 1, 2, 3);
        assertIs(x.relu(), SHAPE, 0, 0, 0, 1, 2, 3);
    }

    @Test
    void raisesAndDivides() {
        assertIs(x.square(), SHAPE, 4, 1, 0, 1, 4, 9);
        assertIs(matrix(0, 1, 4, 9, 16, 25).sqrt(), SHAPE, 0, 1, 2, 3, 4, 5);
        assertIs(matrix(1, 2, 4, -1, -2, 0.5f).reciprocal(), SHAPE, 1, 0.5f, 0.25f, -1, -0.5f, 2);
    }

    @Test
    void computesTheFunctionsOfTheTrade() {
        assertNear(x.exp(), SHAPE, each(x, StrictMath::exp));
        assertNear(x.square().add(1).log(), SHAPE, each(x, v -> StrictMath.log(v * v + 1)));
        assertNear(x.square().log1p(), SHAPE, each(x, v -> StrictMath.log1p(v * v)));
        assertNear(x.sigmoid(), SHAPE, each(x, v -> 1 / (1 + StrictMath.exp(-v))));
        assertNear(x.logSigmoid(), SHAPE, each(x, v -> -StrictMath.log1p(StrictMath.exp(-v))));
        assertNear(x.tanh(), SHAPE, each(x, StrictMath::tanh));
        assertNear(x.softplus(), SHAPE, each(x, v -> StrictMath.log1p(StrictMath.exp(v))));
        assertNear(x.silu(), SHAPE, each(x, v -> v / (1 + StrictMath.exp(-v))));
        assertNear(x.sin(), SHAPE, each(x, StrictMath::sin));
        assertNear(x.cos(), SHAPE, each(x, StrictMath::cos));
    }

    @Test
    void keepsTheLimitsOfTheFunctions() {
        float inf = Float.POSITIVE_INFINITY;
        Tensor far = vector(-inf, -1e4f, -100, 100, 1e4f, inf);
        Shape six = Shape.of(6);
        assertIs(far.tanh(), six, -1, -1, -1, 1, 1, 1);
        assertIs(far.relu(), six, 0, 0, 0, 100, 1e4f, inf);
        assertIs(far.softplus().slice(0, 2, 6), Shape.of(4), (float) StrictMath.exp(-100), 100, 1e4f, inf);
        assertIs(far.logSigmoid().slice(0, 0, 3), Shape.of(3), -inf, -1e4f, -100);
        assertThat(far.sigmoid().values()).startsWith(0, 0).endsWith(1, 1, 1);
        assertThat(vector(Float.NaN).sigmoid().value()).isNaN();
        assertThat(vector(Float.NaN).tanh().value()).isNaN();
        assertThat(vector(Float.NaN).relu().value()).isNaN();
    }

    @Test
    void refusesShapesThatDoNotMeet() {
        assertThatThrownBy(() -> x.add(vector(1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("add: shapes do not fit: [2, 3] x [2]; each axis must be equal or 1");
    }
}
