package rnn4j.tensor;

/**
 * A window that slides over images {@code [batch, height, width, channels]}: which places each of its positions sees.
 *
 * {@snippet :
 * Window.of(3, 3).stride(2).padding(1)
 * }
 *
 * @param down how it slides from row to row
 * @param across how it slides from column to column
 */
public record Window(Along down, Along across) {

    /** Above it no count of places, and no place, is more than an int or a long holds. */
    private static final int MOST = 1 << 15;

    /**
     * A window along one axis: its position i sees the places {@code i · stride - padding + dilation · (0 … kernel - 1)}; those
     * outside of the axis count as zeros.
     *
     * @param kernel how many places it sees
     * @param stride how far the next position lies
     * @param padding how many places it may look out of the image at each end
     * @param dilation how far the places lie apart that it sees
     */
    public record Along(int kernel, int stride, int padding, int dilation) {

        /** Refuses what is no window. */
        public Along {
            int least = Math.min(Math.min(kernel, stride), Math.min(padding + 1, dilation));
            int most = Math.max(Math.max(kernel, stride), Math.max(padding, dilation));
            if (least < 1 || most > MOST || padding < 0) {
                throw new ShapeException(
                        "window",
                        "kernel " + kernel + ", stride " + stride + ", padding " + padding + ", dilation " + dilation
                                + "; use 1 to " + MOST + ", and padding from 0");
            }
        }

        /** Returns how many places lie between the first and the last one that a position sees, both counted. */
        public int extent() {
            return dilation * (kernel - 1) + 1;
        }

        /** Returns the first place that a position sees; it may lie before the image. */
        int first(int position) {
            return position * stride - padding;
        }

        /** Returns how many positions there are. */
        long positions(String operation, String axis, int size) {
            long room = size + 2L * padding - extent();
            if (room < 0) {
                throw new ShapeException(
                        operation,
                        "the window reaches over " + extent() + " places of the " + axis + ", which has " + size
                                + " and padding of 2 x " + padding + "; use a smaller kernel or more padding");
            }
            return room / stride + 1;
        }
    }

    /** Returns a window of some rows and columns that moves by one, without padding or dilation. */
    public static Window of(int height, int width) {
        return new Window(new Along(height, 1, 0, 1), new Along(width, 1, 0, 1));
    }

    /** Returns this window with strides {@code down} and {@code across}. */
    public Window stride(int down, int across) {
        return new Window(
                new Along(this.down.kernel, down, this.down.padding, this.down.dilation),
                new Along(this.across.kernel, across, this.across.padding, this.across.dilation));
    }

    /** Returns this window with one stride for both axes. */
    public Window stride(int both) {
        return stride(both, both);
    }

    /** Returns this window with {@code down} rows of zeros above and below, and {@code across} columns at both sides. */
    public Window padding(int down, int across) {
        return new Window(
                new Along(this.down.kernel, this.down.stride, down, this.down.dilation),
                new Along(this.across.kernel, this.across.stride, across, this.across.dilation));
    }

    /** Returns this window with one padding for both axes. */
    public Window padding(int both) {
        return padding(both, both);
    }

    /** Returns this window with places that lie {@code down} rows and {@code across} columns apart. */
    public Window dilation(int down, int across) {
        return new Window(
                new Along(this.down.kernel, this.down.stride, this.down.padding, down),
                new Along(this.across.kernel, this.across.stride, this.across.padding, across));
    }

    /** Returns this window with one dilation for both axes. */
    public Window dilation(int both) {
        return dilation(both, both);
    }

    /** Returns how many places of an image a position sees. */
    public int places() {
        return down.kernel * across.kernel;
    }

    /** Returns the window as an attribute of an operation: kernels, strides, paddings, dilations, each down and across. */
    int[] numbers() {
        return new int[] {
            down.kernel,
            across.kernel,
            down.stride,
            across.stride,
            down.padding,
            across.padding,
            down.dilation,
            across.dilation
        };
    }

    /** Returns the window of an attribute. */
    static Window of(Attributes attributes) {
        int[] numbers = attributes.integers("window");
        if (numbers.length != 8) {
            throw new ShapeException("window", "it has " + numbers.length + " numbers; give 8");
        }
        return new Window(
                new Along(numbers[0], numbers[2], numbers[4], numbers[6]),
                new Along(numbers[1], numbers[3], numbers[5], numbers[7]));
    }
}
