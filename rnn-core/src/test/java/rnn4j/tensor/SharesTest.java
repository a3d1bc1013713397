package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Operations that are cut among threads have the bits of those that are not. */
class SharesTest {

    @Test
    void twoThreadsHaveTheBitsOfOne() {
        RandomSource random = RandomSource.of(3, "shares");
        float[] values = new float[401 * 503];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.normal(i);
        }
        Tensor x = Tensor.of(Shape.of(401, 503), values);
        List<UnaryOperator<Tensor>> calls = List.of(
                Tensor::tanh,
                t -> t.mul(t),
                t -> t.mul(0.3f),
                t -> t.sub(t.index(0, 1)),
                t -> t.softmax(-1),
                t -> t.logSoftmax(-1));
        try (Threads threads = Threads.of(2)) {
            for (UnaryOperator<Tensor> call : calls) {
                assertThat(threads.within(() -> call.apply(x)).sameBits(call.apply(x)))
                        .isTrue();
            }
        }
    }
}
