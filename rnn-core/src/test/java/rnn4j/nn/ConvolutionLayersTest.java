package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.cell.Sequence;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Window;

/** Convolutions, pooling and what goes with them, and read-outs that share an embedding's table. */
class ConvolutionLayersTest {

    @Test
    void aConvolutionAddsItsBias() {
        Parameters parameters = Parameters.of(
                Map.of("w", Tensor.of(Shape.of(2, 2), 1, 10, 2, 20), "b", Tensor.of(Shape.of(2), 100, 1000)));
        Conv2d layer = new Conv2d(parameters, Window.of(1, 2), 1, 2);
        Tensor y = layer.apply(Tensor.of(Shape.of(1, 1, 3, 1), 1, 2, 3));
        // 1 1 + 2 2 = 5 and 2 1 + 3 2 = 8
        assertThat(y.shape()).isEqualTo(Shape.of(1, 1, 2, 2));
        assertThat(y.values()).containsExactly(105, 1050, 108, 1080);
    }

    @Test
    void aFreshConvolutionIsOfHe() {
        Parameters parameters = Parameters.seeded(5);
        new Conv2d(parameters.scope("c"), Window.of(3, 3), 16, 64);
        assertThat(parameters.named().keySet()).containsExactly("c.w", "c.b");
        // 9,216 normal draws: the standard error of the variance is a sixtieth of it
        float variance = tensor(parameters, "c.w").square().mean().value();
        assertThat(variance).isCloseTo(2f / 144, within(0.001f));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 0, 1", "3, 2, 1, 1", "2, 1, 0, 2", "3, 1, 2, 1", "1, 2, 0, 1"})
    void poolingTakesTheGreatestOfEachWindow(int kernel, int stride, int padding, int dilation) {
        Tensor x = ToyCells.normal(3, 2, 7, 6, 3).sub(4); // nearly all below the zeros of a padding that counts
        Window window =
                Window.of(kernel, kernel).stride(stride).padding(padding).dilation(dilation);
        Tensor y = new MaxPool2d(window).apply(x);
        for (int place = 0; place < y.shape().count(); place++) {
            int channel = place % 3;
            int across = place / 3 % y.shape().size(2);
            int down = place / 3 / y.shape().size(2) % y.shape().size(1);
            int image = place / 3 / y.shape().size(2) / y.shape().size(1);
            float most = Float.NEGATIVE_INFINITY;
            for (int tap = 0; tap < kernel * kernel; tap++) {
                int row = down * stride - padding + tap / kernel * dilation;
                int column = across * stride - padding + tap % kernel * dilation;
                if (row >= 0 && row < 7 && column >= 0 && column < 6) {
                    most = Math.max(most, x.at(image, row, column, channel));
                }
            }
            assertThat(y.values()[place]).isEqualTo(most);
        }
    }

    /** All are equal, so each window gives its gradient to its own upper left corner; the later 9 is the second one of its window. */
    @Test
    void theFirstGreatestGetsTheGradient() {
        MaxPool2d pool = new MaxPool2d(Window.of(2, 2));
        Tensor equal = Tensor.full(Shape.of(1, 3, 3, 1), 7);
        assertThat(gradient(pool, equal)).containsExactly(1, 1, 0, 1, 1, 0, 0, 0, 0);
        Tensor x = Tensor.of(Shape.of(1, 2, 3, 1), 0, 9, 9, 1, 2, 3);
        assertThat(gradient(pool, x)).containsExactly(0, 2, 0, 0, 0, 0);
    }

    private static float[] gradient(Layer<Tensor, Tensor> layer, Tensor x) {
        return Tape.differentiate(() -> layer.apply(x).sum(), x)
                .gradients()
                .of(x)
                .values();
    }

    @Test
    void poolingTellsWhatItTakes() {
        assertThatThrownBy(() -> new MaxPool2d(Window.of(2, 2).padding(0, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("max pool: the padding 2 across hides the whole window of 2; use a smaller one");
        assertThatThrownBy(() -> new MaxPool2d(Window.of(2, 2)).apply(Tensor.zeros(Shape.of(3, 3))))
                .hasMessage("max pool: the input is [3, 3]; use images [batch, height, width, channels]");
    }

    @Test
    void flattenKeepsTheFirstAxis() {
        Tensor x = ToyCells.normal(1, 2, 3, 4, 5);
        assertThat(new Flatten().apply(x).sameBits(x.reshape(2, 60))).isTrue();
        assertThat(new Flatten().apply(x.reshape(120)).shape()).isEqualTo(Shape.of(120, 1));
        assertThat(new Flatten().apply(Tensor.zeros(Shape.of(0, 3, 4))).shape()).isEqualTo(Shape.of(0, 12));
        assertThatThrownBy(() -> new Flatten().apply(Tensor.scalar(1))).isInstanceOf(ShapeException.class);
    }

    @Test
    void everyStepOfASequenceOfImagesIsSeenByItself() {
        Conv2d convolution = new Conv2d(Parameters.seeded(1), Window.of(2, 2), 2, 3);
        Tensor x = ToyCells.normal(2, 4, 3, 5, 5, 2);
        Tensor y = new TimeDistributed(convolution.then(new Flatten())).apply(x);
        assertThat(y.shape()).isEqualTo(Shape.of(4, 3, 48));
        for (int t = 0; t < 4; t++) {
            assertThat(y.index(0, t).sameBits(convolution.apply(x.index(0, t)).reshape(3, 48)))
                    .isTrue();
        }
        assertThatThrownBy(() -> new TimeDistributed(Tensor::sum).apply(x))
                .hasMessage("time distributed: the layer within makes [] of 12 rows; it must keep the rows");
    }

    @Test
    void vectorsOfLengthOne() {
        Tensor x = Tensor.of(Shape.of(2, 2), 3, -4, 0, 0);
        UnitNorm layer = new UnitNorm();
        assertThat(layer.apply(x).values()).containsExactly(0.6f, -0.8f, 0, 0);
        // of the sum: (1 - y Σ y) / 5 with Σ y = -0.2
        float[] gradient = gradient(layer, x);
        assertThat(gradient[0]).isCloseTo(0.224f, within(1e-6f));
        assertThat(gradient[1]).isCloseTo(0.168f, within(1e-6f));
        assertThat(gradient[2]).isZero();
        assertThat(gradient[3]).isZero();
    }

    /** What stands behind the end of a row, NaN here, reaches no real step, and no gradient. */
    @Test
    void aCausalConvolutionSeesNoPadding() {
        Parameters parameters = Parameters.seeded(4);
        CausalConv1d layer = new CausalConv1d(parameters, 2, 3, 2, 2);
        Tensor x = ToyCells.normal(5, 5, 2, 2);
        Tensor real = Tensor.of(Shape.of(5, 2, 1), 1, 1, 1, 1, 1, 0, 1, 0, 1, 0);
        Sequence xs = new Sequence(Tensor.select(real, x, Tensor.scalar(Float.NaN)), Lengths.of(5, 2));
        Tensor y = layer.apply(xs).values();
        Tensor alone =
                layer.apply(Sequence.full(x.slice(1, 1, 2).slice(0, 0, 2))).values();
        assertThat(y.slice(1, 1, 2).slice(0, 0, 2).sameBits(alone)).isTrue();
        assertThat(y.slice(1, 0, 1)
                        .sameBits(layer.apply(Sequence.full(x.slice(1, 0, 1))).values()))
                .isTrue();
        Gradients gradients = Tape.differentiate(
                        () -> Readout.mean(layer.apply(xs)).square().sum(), xs.values())
                .gradients();
        assertThat(gradients.of(xs.values()).finite()).isTrue();
        assertThat(gradients.of(tensor(parameters, "w")).finite()).isTrue();
        assertThatThrownBy(() -> layer.apply(Sequence.full(ToyCells.normal(1, 2, 2, 3))))
                .hasMessage("causal convolution: the input is [2, 2, 3]; use [time, batch, 2]");
    }

    /** The logits of the tied layer, and a gradient that is the one of both uses together. */
    @Test
    void aTiedReadoutSharesTheTable() {
        Parameters parameters = Parameters.seeded(6);
        Embedding embedding = new Embedding(parameters.scope("in"), 5, 3);
        TiedReadout readout = new TiedReadout(parameters.scope("out"), embedding);
        assertThat(parameters.named().keySet()).containsExactly("in.table", "out.b");
        Tensor table = tensor(parameters, "in.table");
        Ids ids = Ids.of(Shape.of(2, 2), 4, 0, 0, 1);
        Tensor y = readout.apply(embedding.apply(ids));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 5));
        for (int place = 0; place < 4; place++) {
            for (int symbol = 0; symbol < 5; symbol++) {
                double sum = 0;
                for (int i = 0; i < 3; i++) {
                    sum += (double) table.at(ids.values()[place], i) * table.at(symbol, i);
                }
                assertThat((double) y.values()[place * 5 + symbol]).isCloseTo(sum, within(2e-6));
            }
        }
        Tensor weights = ToyCells.normal(8, 2, 2, 5);
        Tensor both = Tape.differentiate(
                        () -> readout.apply(embedding.apply(ids)).mul(weights).sum())
                .gradients()
                .of(table);
        Tensor rows = table.copy();
        Tensor columns = table.copy();
        Gradients apart = Tape.differentiate(
                        () -> rows.gather(ids)
                                .reshape(4, 3)
                                .matmul(columns, false, true)
                                .mul(weights.reshape(4, 5))
                                .sum(),
                        rows,
                        columns)
                .gradients();
        assertThat(both.sub(apart.of(rows).add(apart.of(columns))).maxAbs()).isLessThan(1e-5f);
        assertThat(apart.of(rows).maxAbs()).isGreaterThan(0.1f);
        assertThat(apart.of(columns).maxAbs()).isGreaterThan(0.1f);
        assertThatThrownBy(() -> readout.apply(Tensor.zeros(Shape.of(2, 4))))
                .hasMessage("tied readout: the input is [2, 4]; use […, 3]");
    }

    private static Tensor tensor(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.named().get(name), name);
    }
}
