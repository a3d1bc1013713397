package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The likelihood in one piece has the bits of the softmax it is composed of. */
class LogLikelihoodTest {

    private static Tensor logits(int rows, int classes) {
        RandomSource random = RandomSource.of(8, "logits");
        float[] values = new float[rows * classes];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 * random.normal(i);
        }
        return Tensor.of(Shape.of(rows, classes), values);
    }

    private static Ids labels(int rows, int classes) {
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row * 7 % classes;
        }
        return Ids.of(Shape.of(rows), labels);
    }

    private static Tensor picked(Tensor rows, Ids labels) {
        float[] picked = new float[labels.count()];
        for (int row = 0; row < picked.length; row++) {
            picked[row] = rows.at(row, labels.at(row));
        }
        return Tensor.of(labels.shape(), picked);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 17, 65, 1025, 3001})
    void hasTheBitsOfTheSoftmax(int classes) {
        int rows = 67;
        Tensor x = logits(rows, classes);
        Ids labels = labels(rows, classes);
        Tensor g = logits(1, rows).reshape(rows);
        Tensor ones = Tensor.full(Shape.of(rows), 1);
        int[] flat = labels.values();
        for (int row = 0; row < rows; row++) {
            flat[row] += row * classes;
        }
        Tensor hot = Tensor.scatterAdd(Ids.of(Shape.of(rows), flat), ones, rows * classes)
                .reshape(rows, classes);
        for (int threads : new int[] {1, 2}) {
            try (Threads workers = Threads.of(threads)) {
                Tensor likelihood = workers.within(() -> x.logLikelihood(labels));
                assertThat(likelihood.sameBits(picked(x.logSoftmax(-1), labels)))
                        .isTrue();
                Tensor slope = workers.within(() -> Tensor.apply(new LabelOp.Slope(labels), x, g));
                assertThat(slope.sameBits(x.softmax(-1).sub(hot).mul(g.neg().expand(-1))))
                        .isTrue();
            }
        }
    }

    @Test
    void hasTheBitsOfTheSoftmaxAtItsLimits() {
        float inf = Float.POSITIVE_INFINITY;
        Shape shape = Shape.of(5, 3);
        Tensor x = Tensor.of(shape, inf, 0, inf, -inf, -inf, -inf, 1, Float.NaN, 2, -inf, 3, 1, 3e38f, -3e38f, 1);
        for (int label = 0; label < 3; label++) {
            Ids labels = Ids.of(Shape.of(5), label, label, label, label, label);
            assertThat(x.logLikelihood(labels).sameBits(picked(x.logSoftmax(-1), labels)))
                    .isTrue();
        }
    }

    @Test
    void labelsThatAreNoClassAreRefused() {
        Tensor x = logits(2, 3);
        assertThatThrownBy(() -> x.logLikelihood(Ids.of(Shape.of(2), 0, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("logLikelihood: id 3 at element 1");
        assertThatThrownBy(() -> x.logLikelihood(Ids.of(Shape.of(3), 0, 1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("logits [2, 3] for labels [3]");
    }
}
