package rnn4j.nn;

import java.util.List;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Window;

/**
 * The greatest of what a window sees, each channel by itself: {@code [batch, height, width, channels]} to
 * {@code [batch, down, across, channels]}. Of equal greatest ones the first, row by row, gets the whole gradient. Padding is never
 * the greatest.
 *
 * @param window such as {@code Window.of(2, 2).stride(2)}
 */
public record MaxPool2d(Window window) implements Layer<Tensor, Tensor> {

    /** Refuses a window that may see padding alone. */
    public MaxPool2d {
        check("down", window.down());
        check("across", window.across());
    }

    private static void check(String axis, Window.Along along) {
        if (along.padding() >= along.extent()) {
            throw new ShapeException(
                    "max pool",
                    "the padding " + along.padding() + " " + axis + " hides the whole window of " + along.extent()
                            + "; use a smaller one");
        }
    }

    /** Maps {@code [batch, height, width, channels]} to {@code [batch, down, across, channels]}. */
    @Override
    public Tensor apply(Tensor x) {
        if (x.shape().rank() != 4) {
            throw new ShapeException(
                    "max pool", "the input is " + x.shape() + "; use images [batch, height, width, channels]");
        }
        int channels = x.shape().size(3);
        Tensor padded =
                padded(padded(x, 1, window.down().padding()), 2, window.across().padding());
        Tensor seen = padded.patches(window.padding(0));
        Tensor greatest = seen.slice(3, 0, channels);
        for (int place = 1; place < window.places(); place++) {
            // max gives the gradient of equal ones to its left side: the earlier place
            greatest = greatest.max(seen.slice(3, place * channels, (place + 1) * channels));
        }
        return greatest;
    }

    private static Tensor padded(Tensor x, int axis, int padding) {
        if (padding == 0) {
            return x;
        }
        Shape edge = x.shape().with(axis, padding);
        Tensor least = Tensor.full(edge, Float.NEGATIVE_INFINITY);
        return Tensor.concat(axis, List.of(least, x, least));
    }
}
