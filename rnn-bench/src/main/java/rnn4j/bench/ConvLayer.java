package rnn4j.bench;

import java.util.List;
import java.util.stream.Stream;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Window;

/**
 * One convolution of 3 by 3 places to measure, which keeps the size of the image.
 *
 * @param batch how many images
 * @param size rows and columns of an image
 * @param from where it comes from
 */
record ConvLayer(int batch, int size, int channels, int out, String from) {
    /** By a row and a column of zeros around the image. */
    static final Window WINDOW = Window.of(3, 3).padding(1);

    /** The layers of VGG-16 at 56 by 56 and below, and the one before at that size; Simonyan and Zisserman 2015, table 1. */
    static final List<ConvLayer> ALL = Stream.of(1, 8)
            .flatMap(batch -> Stream.of(
                    new ConvLayer(batch, 56, 64, 128, "VGG conv2-1, halved"),
                    new ConvLayer(batch, 56, 128, 256, "VGG conv3-1"),
                    new ConvLayer(batch, 56, 256, 256, "VGG conv3-2"),
                    new ConvLayer(batch, 28, 256, 512, "VGG conv4-1"),
                    new ConvLayer(batch, 28, 512, 512, "VGG conv4-2"),
                    new ConvLayer(batch, 14, 512, 512, "VGG conv5-1")))
            .toList();

    Shape images() {
        return Shape.of(batch, size, size, channels);
    }

    Shape weights() {
        return Shape.of(9 * channels, out);
    }

    /** Floating-point operations, those with the zeros around the image counted. */
    double flop() {
        return 2.0 * batch * size * size * 9 * channels * out;
    }

    @Override
    public String toString() {
        return batch + " x " + size + "x" + size + ", " + channels + " to " + out;
    }
}
