package rnn4j.tensor;

import java.util.Arrays;
import java.util.List;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Kernels;

/** Operations that lay out what a window sees of images at each of its positions, or add it up again; each is the other's derivative. */
sealed interface PatchOp extends Op {

    /** How the window slides. */
    Window window();

    /** Copies some patches, counted from 0, to where the first of them begins; the arrays are both {@code float[]} or both {@code double[]}. */
    static void copy(Patches patches, int from, int to, Object images, Object target, int at) {
        patches.forEach(from, to, at, (inImage, inPatches, n) -> {
            if (inImage != Patches.OUTSIDE) {
                System.arraycopy(images, inImage, target, inPatches, n);
            } else if (target instanceof float[] floats) {
                Arrays.fill(floats, inPatches, inPatches + n, 0);
            } else {
                Arrays.fill((double[]) target, inPatches, inPatches + n, 0);
            }
        });
    }

    /**
     * What the window sees: images {@code [batch, height, width, channels]} to
     * {@code [batch, down, across, kernel height · kernel width · channels]}, with zeros outside of the image.
     */
    record Lay(Window window) implements PatchOp {
        @Override
        public String name() {
            return "patches";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("window", Attributes.list(window.numbers()));
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return Patches.of(name(), window, inputs.getFirst()).shape();
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            Tensor x = inputs.getFirst();
            Patches patches = Patches.of(name(), window, x.shape());
            float[] images = x.data();
            float[] y = Workspace.room(patches.shape().count());
            int size = patches.size();
            Shares.run(patches.count(), size, (first, n) -> copy(patches, first, first + n, images, y, first * size));
            return Tensor.owning(patches.shape(), y);
        }

        @Override
        public double[] reference(List<Shape> shapes, List<double[]> inputs) {
            Patches patches = Patches.of(name(), window, shapes.getFirst());
            double[] y = new double[patches.shape().count()];
            copy(patches, 0, patches.count(), inputs.getFirst(), y, 0);
            return y;
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            Shape images = inputs.getFirst().shape();
            return gradient.scatterPatches(window, images.size(1), images.size(2));
        }
    }

    /**
     * Images in which each element is the sum, in the patches' order, of all numbers that patches have of it:
     * {@code [batch, down, across, kernel height · kernel width · channels]} to {@code [batch, height, width, channels]}. What
     * patches have from outside of the image is left out.
     */
    record Scatter(int height, int width, Window window) implements PatchOp {
        @Override
        public String name() {
            return "scatterPatches";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("height", height, "width", width, "window", Attributes.list(window.numbers()));
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape given = inputs.getFirst();
            if (given.rank() != 4 || given.size(3) % window.places() != 0) {
                throw new ShapeException(
                        name(),
                        "the patches are " + given + "; use [batch, down, across, " + window.places() + " · channels]");
            }
            Shape images = Shape.of(given.size(0), height, width, given.size(3) / window.places());
            Shape expected = Patches.of(name(), window, images).shape();
            if (!expected.equals(given)) {
                throw new ShapeException(
                        name(),
                        "the patches are " + given + ", those of images " + images + " are " + expected
                                + "; give one for each position");
            }
            return images;
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            Shape images = shape(Tensor.shapes(inputs));
            Patches patches = Patches.of(name(), window, images);
            float[] x = inputs.getFirst().data();
            float[] y = Workspace.zeros(images.count());
            int each = patches.ofImage();
            Shares.run(
                    images.size(0),
                    each * patches.size(),
                    (first, n) -> add(patches, first * each, (first + n) * each, x, y));
            return Tensor.owning(images, y);
        }

        private static void add(Patches patches, int from, int to, float[] x, float[] y) {
            patches.forEach(from, to, from * patches.size(), (inImage, inPatches, n) -> {
                if (inImage != Patches.OUTSIDE) {
                    Kernels.elements().binary(Binary.ADD, y, inImage, 1, x, inPatches, 1, y, inImage, n);
                }
            });
        }

        @Override
        public double[] reference(List<Shape> shapes, List<double[]> inputs) {
            Shape images = shape(shapes);
            Patches patches = Patches.of(name(), window, images);
            double[] x = inputs.getFirst();
            double[] y = new double[images.count()];
            patches.forEach(0, patches.count(), 0, (inImage, inPatches, n) -> {
                for (int i = 0; i < n && inImage != Patches.OUTSIDE; i++) {
                    y[inImage + i] += x[inPatches + i];
                }
            });
            return y;
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return gradient.patches(window);
        }
    }
}
