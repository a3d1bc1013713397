package rnn4j.tensor;

/**
 * Where the numbers of images {@code [batch, height, width, channels]} stand among their patches, the rows of a matrix
 * {@code [batch · down · across, kernel height · kernel width · channels]}: one row for each position of a window.
 */
final class Patches {

    /** Stands for the place in the image of what lies outside of it. */
    static final int OUTSIDE = -1;

    private final Window window;
    private final int height;
    private final int width;
    private final int channels;
    private final Shape shape;

    /** Numbers that lie side by side in the image as well as in a patch. */
    @FunctionalInterface
    interface Stretch {
        /**
         * Goes over one stretch.
         *
         * @param inImage where it begins in the images' numbers, or {@link #OUTSIDE}
         * @param inPatches where it begins in the patches' numbers
         */
        void found(int inImage, int inPatches, int n);
    }

    private Patches(Window window, Shape images, Shape shape) {
        this.window = window;
        this.height = images.size(1);
        this.width = images.size(2);
        this.channels = images.size(3);
        this.shape = shape;
    }

    /** Returns the patches of images, for an operation whose name errors begin with. */
    static Patches of(String operation, Window window, Shape images) {
        if (images.rank() != 4) {
            throw new ShapeException(
                    operation, "the input is " + images + "; use images [batch, height, width, channels]");
        }
        long down = window.down().positions(operation, "height", images.size(1));
        long across = window.across().positions(operation, "width", images.size(2));
        Shape shape = Shape.of(images.size(0), 0, 0, 0)
                .with(1, down)
                .with(2, across)
                .with(3, (long) window.places() * images.size(3));
        return new Patches(window, images, shape);
    }

    /** Returns {@code [batch, down, across, kernel height · kernel width · channels]}. */
    Shape shape() {
        return shape;
    }

    /** Returns how many patches there are. */
    int count() {
        return shape.count(0, 3);
    }

    /** Returns how many patches an image has. */
    int ofImage() {
        return shape.count(1, 3);
    }

    /** Returns how many numbers a patch has. */
    int size() {
        return shape.size(3);
    }

    /** Returns whether the patches are the images themselves: one place each, and every place once. */
    boolean areImages() {
        return window.equals(Window.of(1, 1)
                .dilation(window.down().dilation(), window.across().dilation()));
    }

    /**
     * Goes over the numbers of some patches in their order.
     *
     * @param from the first patch, inclusive
     * @param to the last patch, exclusive
     * @param at where the first of them begins in what the stretches are told of
     */
    void forEach(int from, int to, int at, Stretch stretch) {
        int down = shape.size(1);
        int across = shape.size(2);
        int line = window.across().kernel() * channels;
        int target = at;
        for (int patch = from; patch < to; patch++) {
            int image = patch / across / down;
            int top = window.down().first(patch / across % down);
            int left = window.across().first(patch % across);
            for (int i = 0; i < window.down().kernel(); i++) {
                int row = top + i * window.down().dilation();
                if (row < 0 || row >= height) {
                    stretch.found(OUTSIDE, target, line);
                } else if (window.across().dilation() == 1) {
                    line((image * height + row) * width, left, target, stretch);
                } else {
                    dilated((image * height + row) * width, left, target, stretch);
                }
                target += line;
            }
        }
    }

    /** Goes over a line of a patch whose columns lie side by side. */
    private void line(int row, int left, int target, Stretch stretch) {
        int kernel = window.across().kernel();
        int begin = Math.clamp(-left, 0, kernel);
        int end = Math.clamp(width - left, 0, kernel);
        if (begin > 0) {
            stretch.found(OUTSIDE, target, begin * channels);
        }
        if (end > begin) {
            stretch.found((row + left + begin) * channels, target + begin * channels, (end - begin) * channels);
        }
        if (end < kernel) {
            stretch.found(OUTSIDE, target + end * channels, (kernel - end) * channels);
        }
    }

    /** Goes over a line of a patch whose columns lie apart. */
    private void dilated(int row, int left, int target, Stretch stretch) {
        for (int j = 0; j < window.across().kernel(); j++) {
            int column = left + j * window.across().dilation();
            boolean inside = column >= 0 && column < width;
            stretch.found(inside ? (row + column) * channels : OUTSIDE, target + j * channels, channels);
        }
    }
}
