package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which equations let a row rest, and what it then means for the rows that are computed. */
class RestTest {

    private static final Shape TABLE = Shape.of(30, 5);

    /** The first tensor w, a gradient g, a memory m, and two numbers. */
    private static Optional<Rest> rest(UnaryOperator<List<Tensor>> equations) {
        List<Tensor> symbols = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            symbols.add(Trace.symbol(i < 3 ? TABLE : Shape.SCALAR));
        }
        return Rest.of(symbols, 3, Trace.of(() -> equations.apply(symbols)));
    }

    private static Optional<Rest> step(UnaryOperator<List<Tensor>> step) {
        return rest(in -> {
            List<Tensor> moved = step.apply(in);
            return List.of(in.get(0).sub(moved.get(0)), moved.get(1));
        });
    }

    private static List<Tensor> momentum(List<Tensor> in) {
        Tensor m = in.get(2).mul(0.9f).add(in.get(1).mul(in.get(3)));
        return List.of(m.mul(in.get(4)), m);
    }

    @Test
    void whatDecaysToZeroRests() {
        assertThat(step(RestTest::momentum)).isPresent();
        assertThat(step(in -> List.of(in.get(1).div(in.get(2).sqrt().add(1e-8f)), in.get(2))))
                .isPresent();
        assertThat(step(in -> List.of(in.get(1).abs().tanh(), in.get(2).square())))
                .isPresent();
        assertThat(rest(in -> List.of(in.get(1).neg().add(in.get(0)), in.get(2))))
                .isPresent();
        assertThat(rest(in -> List.of(in.get(0).add(in.get(1).neg()), in.get(2))))
                .isPresent();
    }

    @Test
    void weightsThatDecayDoNot() {
        assertThat(step(in -> List.of(in.get(0).mul(in.get(3)), in.get(2)))).isEmpty();
        assertThat(rest(in -> List.of(in.get(0).mul(0.9f).sub(in.get(1)), in.get(2))))
                .isEmpty();
        assertThat(rest(in -> List.of(in.get(0).add(in.get(0).mul(0)), in.get(2))))
                .isEmpty();
    }

    /** w + 0 makes 0 of −0; w − (−0), too; and a memory of −0 is not the zero that others take it for. */
    @Test
    void anotherSignOfZeroDoesNot() {
        assertThat(rest(in -> List.of(in.get(0).add(in.get(1)), in.get(2)))).isEmpty();
        assertThat(step(in -> List.of(in.get(1).neg(), in.get(2)))).isEmpty();
        assertThat(step(in -> List.of(in.get(1), in.get(2).neg()))).isEmpty();
    }

    @Test
    void zeroBetweenZerosDoesNot() {
        assertThat(step(in -> List.of(in.get(1).div(in.get(2)), in.get(2)))).isEmpty();
        assertThat(step(in -> List.of(in.get(1), in.get(2).add(in.get(3))))).isEmpty();
        assertThat(step(in -> List.of(in.get(1).mul(in.get(3).oneMinus()), in.get(2))))
                .isEmpty();
        assertThat(step(in -> List.of(in.get(1).add(1), in.get(2)))).isEmpty();
        assertThat(step(in -> List.of(in.get(1), in.get(2).max(in.get(0))))).isEmpty();
        assertThat(rest(in -> List.of(in.get(1), in.get(2)))).isEmpty();
    }

    @Test
    void numbersMustKeepZeroAZero() {
        Rest times = step(RestTest::momentum).orElseThrow();
        assertThat(times.with(new float[] {1, 0.1f})).isTrue();
        assertThat(times.with(new float[] {1, 0})).isTrue();
        assertThat(times.with(new float[] {1, -0f})).isFalse();
        assertThat(times.with(new float[] {-1, 1})).isFalse();
        assertThat(times.with(new float[] {Float.NaN, 1})).isFalse();
        assertThat(times.with(new float[] {1, Float.POSITIVE_INFINITY})).isFalse();
        Rest by = step(in -> List.of(in.get(1).div(in.get(4)), in.get(2))).orElseThrow();
        assertThat(by.with(new float[] {0, 0.1f})).isTrue();
        assertThat(by.with(new float[] {0, 0})).isFalse();
    }

    /** By hand: rows 3 and 17 are looked up, then 4; a memory makes 3 and 17 move on, and nothing else. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void onlyRowsThatMoveAreComputed(int threads) {
        Equation equation = Equation.of(TABLE, 3, 2, in -> {
            List<Tensor> moved = momentum(in);
            return List.of(in.get(0).sub(moved.get(0)), moved.get(1));
        });
        Buffer memory = Buffer.zeros(TABLE);
        List<Buffer> results = List.of(Buffer.zeros(TABLE), Buffer.zeros(TABLE));
        Tensor w = Tensor.full(TABLE, 1);
        float[] numbers = {1, 0.5f};
        try (Threads workers = Threads.of(threads)) {
            workers.within(() -> equation.computeMoving(results, numbers, List.of(memory), w, gradient(17, 3)));
            assertThat(rows(results.get(0))).containsExactly(3, 17);
            assertThat(rows(results.get(1))).containsExactly(3, 17);
            assertThat(results.get(0).tensor().at(17, 4)).isEqualTo(0.5f);
            List<Buffer> next = List.of(Buffer.zeros(TABLE), Buffer.zeros(TABLE));
            workers.within(() -> equation.computeMoving(next, numbers, List.of(results.get(1)), w, gradient(4, 4)));
            assertThat(rows(next.get(0))).containsExactly(3, 4, 17);
            // what was computed and not taken, as of a step that was refused, leaves nothing behind
            workers.within(() -> equation.computeMoving(next, numbers, List.of(memory), w, gradient(29)));
            assertThat(rows(next.get(1))).containsExactly(29);
            assertThat(rows(Buffer.of(next.get(1).tensor()))).containsExactly(29);
        }
    }

    @Test
    void everyRowIsComputedWhereAnythingMayMove() {
        Equation equation = Equation.of(TABLE, 3, 2, in -> {
            List<Tensor> moved = momentum(in);
            return List.of(in.get(0).sub(moved.get(0)), moved.get(1));
        });
        List<Buffer> buffers = List.of(Buffer.zeros(TABLE));
        Tensor w = Tensor.full(TABLE, 1);
        Tensor bad = Tensor.select(Tensor.of(Shape.of(5), 0, 0, 1, 0, 0), Tensor.scalar(Float.NaN), w);
        List<Buffer> results = List.of(Buffer.zeros(TABLE), Buffer.zeros(TABLE));

        equation.computeMoving(
                results, new float[] {1, 1}, buffers, w, gradient(3).mul(1));
        assertThat(rows(results.get(0))).hasSize(30);
        assertThat(equation.computeMoving(results, new float[] {1, 1}, buffers, w, gradient(3)))
                .isEqualTo(2);
        assertThat(rows(results.get(0))).containsExactly(3);
        equation.computeMoving(results, new float[] {-1, 1}, buffers, w, gradient(3));
        assertThat(rows(results.get(0))).hasSize(30);
        assertThat(equation.computeMoving(results, new float[] {1, 1}, buffers, bad, gradient(3)))
                .isZero();
        equation.compute(results, new float[] {1, 1}, buffers, w, gradient(3));
        assertThat(rows(results.get(0))).hasSize(30);
    }

    private static Tensor gradient(int... ids) {
        Tensor ones = Tensor.full(Shape.of(ids.length, 5), 1);
        return Tensor.scatterAdd(Ids.of(Shape.of(ids.length), ids), ones, 30);
    }

    private static List<Integer> rows(Buffer buffer) {
        List<Integer> rows = new ArrayList<>();
        for (int place = buffer.rows().next(0);
                place < TABLE.count();
                place = buffer.rows().next(place + 5)) {
            rows.add(place / 5);
        }
        return rows;
    }
}
