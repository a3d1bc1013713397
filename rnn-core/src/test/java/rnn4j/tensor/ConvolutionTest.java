package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.tensor.Numbers.assertIs;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.kernel.Workers;

/** Patches and convolutions, on numbers that a head can add and against sums in double precision. */
class ConvolutionTest {

    /** An image of one channel: rows 1 2 3, 4 5 6, 7 8 9. */
    private final Tensor nine = Tensor.of(Shape.of(1, 3, 3, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9);

    @Test
    void patchesAreWhatTheWindowSees() {
        assertIs(nine.patches(Window.of(2, 2)), Shape.of(1, 2, 2, 4), 1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9);
        assertIs(
                nine.patches(Window.of(2, 2).stride(2).padding(1)),
                Shape.of(1, 2, 2, 4),
                0,
                0,
                0,
                1,
                0,
                0,
                2,
                3,
                0,
                4,
                0,
                7,
                5,
                6,
                8,
                9);
        assertIs(nine.patches(Window.of(2, 2).dilation(2)), Shape.of(1, 1, 1, 4), 1, 3, 7, 9);
        assertIs(nine.patches(Window.of(1, 1).stride(2, 1)), Shape.of(1, 2, 3, 1), 1, 2, 3, 7, 8, 9);
        Tensor channels = Tensor.of(Shape.of(1, 1, 3, 2), 1, 10, 2, 20, 3, 30);
        assertIs(channels.patches(Window.of(1, 2)), Shape.of(1, 1, 2, 4), 1, 10, 2, 20, 2, 20, 3, 30);
    }

    /** Every element of the image is seen by one, two or four windows. */
    @Test
    void scatteredPatchesAreAddedUp() {
        Tensor ones = Tensor.full(Shape.of(1, 2, 2, 4), 1);
        assertIs(ones.scatterPatches(Window.of(2, 2), 3, 3), Shape.of(1, 3, 3, 1), 1, 2, 1, 2, 4, 2, 1, 2, 1);
    }

    @Test
    void aConvolutionDoesNotTurnTheKernelOver() {
        Tensor weights = Tensor.of(Shape.of(4, 1), 1, 10, 100, 1000);
        assertIs(nine.conv2d(weights, Window.of(2, 2)), Shape.of(1, 2, 2, 1), 5421, 6532, 8754, 9865);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, 4, 3, 2, 3, 2, 1, 1, 0, 1, 1",
        "2, 7, 9, 5, 17, 3, 3, 1, 1, 1, 1, 1",
        "3, 8, 6, 2, 3, 3, 2, 2, 3, 1, 2, 1",
        "2, 9, 9, 3, 4, 3, 3, 1, 2, 2, 3, 2",
        "1, 20, 21, 33, 64, 5, 5, 1, 1, 2, 2, 1",
        "4, 13, 13, 16, 31, 1, 1, 1, 1, 0, 0, 1",
        "4, 13, 13, 16, 31, 1, 1, 2, 2, 0, 0, 1"
    })
    void aConvolutionIsTheSumOverTheWindow(
            int batch,
            int height,
            int width,
            int channels,
            int out,
            int kh,
            int kw,
            int sh,
            int sw,
            int ph,
            int pw,
            int d) {
        Window window = Window.of(kh, kw).stride(sh, sw).padding(ph, pw).dilation(d);
        Tensor x = drawn(1, Shape.of(batch, height, width, channels));
        Tensor w = drawn(2, Shape.of(kh * kw * channels, out));
        Tensor y = x.conv2d(w, window);

        assertThat(y.sameBits(product(x, w, window))).isTrue();
        float[] values = y.values();
        Shape shape = y.shape();
        assertThat(shape.size(1)).isEqualTo((height + 2 * ph - d * (kh - 1) - 1) / sh + 1);
        assertThat(shape.size(2)).isEqualTo((width + 2 * pw - d * (kw - 1) - 1) / sw + 1);
        for (int place = 0; place < values.length; place += 7) {
            int o = place % out;
            int across = place / out % shape.size(2);
            int down = place / out / shape.size(2) % shape.size(1);
            int image = place / out / shape.size(2) / shape.size(1);
            double sum = 0;
            for (int tap = 0; tap < kh * kw * channels; tap++) {
                int row = down * sh - ph + tap / channels / kw * d;
                int column = across * sw - pw + tap / channels % kw * d;
                if (row >= 0 && row < height && column >= 0 && column < width) {
                    sum += (double) x.at(image, row, column, tap % channels) * w.at(tap, o);
                }
            }
            assertThat((double) values[place]).isCloseTo(sum, within(1e-5 * Math.sqrt(kh * kw * channels)));
        }
    }

    private static Tensor product(Tensor x, Tensor w, Window window) {
        return x.patches(window).matmul(w);
    }

    /** Blocks of patches, threads and weights that are packed once change no bit. */
    @Test
    void blocksAndThreadsKeepTheBits() {
        Window window = Window.of(3, 3).padding(1);
        Tensor x = drawn(3, Shape.of(3, 23, 19, 128));
        Tensor values = drawn(4, Shape.of(9 * 128, 40));
        Tensor w = Parameters.of(Map.of("w", values)).create("w", values.shape(), Init.zeros());
        Tensor expected = product(x, values, window);
        assertThat(x.conv2d(w, window).sameBits(expected)).isTrue();
        assertThat(x.conv2d(values, window).sameBits(expected)).isTrue();
        try (Workers workers = Workers.of(2)) {
            assertThat(workers.within(() -> x.conv2d(w, window)).sameBits(expected))
                    .isTrue();
            Tensor patches = x.patches(window);
            assertThat(workers.within(() -> x.patches(window)).sameBits(patches))
                    .isTrue();
            assertThat(workers.within(() -> patches.scatterPatches(window, 23, 19))
                            .sameBits(patches.scatterPatches(window, 23, 19)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 6", "2, 1, 6", "3, 2, 6", "4, 3, 6", "2, 9, 6", "3, 2000000000, 6", "2, 1, 1", "2, 1, 0"})
    void aCausalConvolutionLooksBackOnly(int kernel, int dilation, int time) {
        Tensor x = drawn(5, Shape.of(time, 2, 3));
        Tensor w = drawn(6, Shape.of(kernel * 3, 4));
        Tensor y = x.causalConv1d(w, dilation);
        assertThat(y.shape()).isEqualTo(Shape.of(time, 2, 4));
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < 2; row++) {
                for (int out = 0; out < 4; out++) {
                    double sum = 0;
                    for (int tap = 0; tap < kernel; tap++) {
                        long seen = t - (kernel - 1L - tap) * dilation;
                        for (int i = 0; i < 3 && seen >= 0; i++) {
                            sum += (double) x.at((int) seen, row, i) * w.at(tap * 3 + i, out);
                        }
                    }
                    assertThat((double) y.at(t, row, out)).isCloseTo(sum, within(1e-5));
                }
            }
        }
    }

    @Test
    void blocksOnTheDiagonalMeetTheirOwnGroup() {
        Tensor blocks = Tensor.of(Shape.of(2, 2, 1), 1, 10, 100, 1000);
        assertIs(Tensor.of(Shape.of(1, 4), 1, 2, 3, 4).blockDiagonal(blocks), Shape.of(1, 2), 21, 4300);
        // and in general it is the product with the whole matrix
        Tensor x = drawn(7, Shape.of(2, 3, 15));
        Tensor w = drawn(8, Shape.of(3, 5, 4));
        float[] whole = new float[15 * 12];
        for (int i = 0; i < 60; i++) {
            int group = i / 20;
            whole[(group * 5 + i / 4 % 5) * 12 + group * 4 + i % 4] = w.values()[i];
        }
        Tensor expected = x.matmul(Tensor.of(Shape.of(15, 12), whole));
        assertThat(x.blockDiagonal(w).sub(expected).maxAbs()).isLessThan(2e-6f);
        assertThatThrownBy(() -> x.blockDiagonal(drawn(9, Shape.of(2, 5, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("blockDiagonal: [2, 3, 15] by blocks [2, 5, 4]; use […, groups · a]");
    }

    /** 3, 4 have the norm 5 and the gradient 0.6, 0.8; zeros have the norm 0 and, by its rule, the gradient 0. */
    @Test
    void theNormOfNothingHasNoGradient() {
        Tensor x = Tensor.of(Shape.of(2, 2), 3, 4, 0, 0);
        assertIs(x.norm(1), Shape.of(2), 5, 0);
        Tensor gradient =
                Tape.differentiate(() -> x.norm(-1).sum(), x).gradients().of(x);
        assertThat(gradient.values()).containsExactly(0.6f, 0.8f, 0, 0);
    }

    @Test
    void emptyImagesAreLegal() {
        Tensor none = Tensor.zeros(Shape.of(0, 3, 3, 2));
        assertThat(none.conv2d(Tensor.zeros(Shape.of(8, 5)), Window.of(2, 2)).shape())
                .isEqualTo(Shape.of(0, 2, 2, 5));
        Tensor noChannels = Tensor.zeros(Shape.of(1, 3, 3, 0));
        assertIs(noChannels.conv2d(Tensor.zeros(Shape.of(0, 1)), Window.of(3, 3)), Shape.of(1, 1, 1, 1), 0);
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertThatThrownBy(() -> nine.patches(Window.of(6, 1).padding(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("patches: the window reaches over 6 places of the height, which has 3 and padding of 2 x 1;"
                        + " use a smaller kernel or more padding");
        assertThatThrownBy(() -> nine.reshape(9).conv2d(nine, Window.of(1, 1)))
                .hasMessage("conv2d: the input is [9]; use images [batch, height, width, channels]");
        assertThatThrownBy(() -> nine.conv2d(Tensor.zeros(Shape.of(8, 5)), Window.of(2, 2)))
                .hasMessage("conv2d: the weights are [8, 5] for images [1, 3, 3, 1] and a kernel of 2 x 2;"
                        + " use [4, out]");
        assertThatThrownBy(() -> nine.scatterPatches(Window.of(3, 3), 3, 3))
                .hasMessage("scatterPatches: the patches are [1, 3, 3, 1]; use [batch, down, across, 9 · channels]");
        assertThatThrownBy(() -> nine.scatterPatches(Window.of(1, 1), 3, 4))
                .hasMessage("scatterPatches: the patches are [1, 3, 3, 1], those of images [1, 3, 4, 1] are"
                        + " [1, 3, 4, 1]; give one for each position");
        assertThatThrownBy(() -> Window.of(0, 1))
                .hasMessage("window: kernel 0, stride 1, padding 0, dilation 1; use 1 to 32768, and padding from 0");
        assertThatThrownBy(() -> nine.causalConv1d(nine, 1))
                .hasMessageStartingWith("causalConv1d: [1, 3, 3, 1] by weights [1, 3, 3, 1] with dilation 1; use");
    }

    private static Tensor drawn(long seed, Shape shape) {
        RandomSource random = RandomSource.of(seed, "convolution");
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.uniform(i) - 1;
        }
        return Tensor.of(shape, values);
    }
}
