package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equations in one sweep have the bits of the same equations operation by operation. */
@Timeout(300)
class EquationTest {

    private static final float[] NUMBERS = {0.3f, 1.7f};

    /** Two results of three tensors and two numbers, in which all families of element-wise operations take part. */
    private static List<Tensor> equations(List<Tensor> in) {
        Tensor a = in.get(0).mul(in.get(3)).add(in.get(1).mul(0.25f)).tanh();
        Tensor b = a.square().div(in.get(4).sqrt()).sub(in.get(2));
        Tensor chosen = Tensor.select(b.greater(a), a, b.mulAdd(a, in.get(3)));
        return List.of(chosen.add(in.get(0)), b);
    }

    private static Tensor drawn(Shape shape, String what) {
        RandomSource random = RandomSource.of(5, what);
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.normal(i);
        }
        return Tensor.of(shape, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 16, 17, 255, 257, 4095, 4097, 32769, 100_003})
    void haveTheBitsOfTheOperations(int n) {
        Shape shape = Shape.of(n);
        List<Tensor> in = List.of(drawn(shape, "a"), drawn(shape, "b"), drawn(shape, "c"));
        List<Tensor> expected = equations(
                List.of(in.get(0), in.get(1), in.get(2), Tensor.scalar(NUMBERS[0]), Tensor.scalar(NUMBERS[1])));
        Equation equation = Equation.of(shape, 3, 2, EquationTest::equations);
        assertThat(equation.elementWise()).isTrue();
        for (int threads : new int[] {1, 2}) {
            List<Buffer> results = List.of(Buffer.zeros(shape), Buffer.zeros(shape));
            try (Threads workers = Threads.of(threads)) {
                int notFinite = workers.within(
                        () -> equation.compute(results, NUMBERS, List.of(Buffer.of(in.get(2))), in.get(0), in.get(1)));
                assertThat(notFinite).isEqualTo(2);
            }
            assertThat(results.get(0).tensor().sameBits(expected.get(0))).isTrue();
            assertThat(results.get(1).tensor().sameBits(expected.get(1))).isTrue();
        }
    }

    @Test
    void tellTheFirstResultThatIsNotFinite() {
        Shape shape = Shape.of(50_000);
        Equation equation = Equation.of(shape, 1, 1, in -> {
            Tensor x = in.get(0);
            return List.of(x, x.mul(in.get(1)), x.square());
        });
        List<Buffer> results = List.of(Buffer.zeros(shape), Buffer.zeros(shape), Buffer.zeros(shape));

        assertThat(equation.compute(results, new float[] {1}, List.of(), Tensor.full(shape, 1e20f)))
                .isEqualTo(2);
        assertThat(equation.compute(results, new float[] {1e30f}, List.of(), Tensor.full(shape, 1e20f)))
                .isEqualTo(1);
        assertThat(equation.compute(results, new float[] {1}, List.of(), Tensor.full(shape, Float.NaN)))
                .isZero();
        assertThat(equation.compute(results, new float[] {1}, List.of(), Tensor.full(shape, 2)))
                .isEqualTo(3);
    }

    /** By hand: 3 and 4 have the length 5. */
    @Test
    void mayReduceAndReadNumbers() {
        Shape shape = Shape.of(2);
        Tensor x = Tensor.of(shape, 3, 4);
        List<Buffer> results = List.of(Buffer.zeros(shape));
        Equation reducing = Equation.of(
                shape,
                1,
                0,
                in -> List.of(in.get(0).div(in.get(0).square().sum().sqrt())));
        Equation reading = Equation.of(
                shape,
                1,
                0,
                in -> List.of(in.get(0).div((float) Math.sqrt(in.get(0).sumOfSquares()))));
        for (Equation equation : List.of(reducing, reading)) {
            assertThat(equation.elementWise()).isFalse();
            assertThat(equation.compute(results, new float[0], List.of(), x)).isEqualTo(1);
            assertThat(results.getFirst().tensor().values()).containsExactly(0.6f, 0.8f);
        }
        assertThat(reading.compute(results, new float[0], List.of(), Tensor.zeros(shape)))
                .isZero();
    }

    @Test
    void otherShapesAreRefused() {
        Shape shape = Shape.of(2);
        assertThatThrownBy(
                        () -> Equation.of(shape, 1, 0, in -> List.of(in.get(0).sum())))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a result is [], not [2]");
        Equation equation = Equation.of(shape, 1, 0, in -> List.of(in.get(0).neg()));
        List<Buffer> results = List.of(Buffer.zeros(shape));
        assertThatThrownBy(() -> equation.compute(results, new float[0], List.of(), Tensor.zeros(Shape.of(3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3] is not the shape [2]");
        assertThatThrownBy(() -> equation.compute(results, new float[0], List.of()))
                .hasMessageContaining("0 tensors and 0 buffers; give 1");
    }

    @Test
    void allocateNothingOnceWarm() {
        Shape shape = Shape.of(10_000);
        Tensor a = drawn(shape, "a");
        Tensor b = drawn(shape, "b");
        Equation equation = Equation.of(shape, 3, 2, EquationTest::equations);
        List<Buffer> slots = List.of(Buffer.of(b));
        List<Buffer> results = List.of(Buffer.zeros(shape), Buffer.zeros(shape));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        long began = System.nanoTime();
        // the array of the two tensors at each call is all there may be
        while (bytes > 20 * 24
                && System.nanoTime() - began < Duration.ofSeconds(60).toNanos()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                equation.compute(results, NUMBERS, slots, a, b);
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(bytes).isLessThanOrEqualTo(20 * 24);
    }
}
