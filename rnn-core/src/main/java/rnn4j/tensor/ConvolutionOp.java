package rnn4j.tensor;

import java.util.List;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;
import rnn4j.kernel.Pool;
import rnn4j.kernel.ProductKernels;
import rnn4j.kernel.Workers;

/**
 * The product of an image's patches with weights: {@code [batch, height, width, channels]} by
 * {@code [kernel height · kernel width · channels, out]} to {@code [batch, down, across, out]}.
 *
 * <p>It has the bits of {@code x.patches(window).matmul(weights)}, but lays out a few patches at a time, which are still in
 * the cache when they are multiplied.
 *
 * @param window how the kernel slides
 */
record ConvolutionOp(Window window) implements Op {

    static final String NAME = "conv2d";

    /** Numbers of the patches that are laid out at once: 1 MiB, about a second-level cache. */
    private static final int BLOCK = 1 << 18;

    /** Patches of a block at least, as many as a product packs at once: each block goes through all weights. */
    private static final int FEWEST = 192;

    /** Patches of a block are a multiple of it, the rows of the tallest tile, but for the last block. */
    private static final int GRAIN = 12;

    private static final Pool<Room> ROOMS = new Pool<>(Room::new);

    /** Where one thread lays out patches. */
    private static final class Room {
        private float[] values = {};

        float[] values(int n) {
            if (values.length < n) {
                values = new float[n];
            }
            return values;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Attributes attributes() {
        return Attributes.of("window", Attributes.list(window.numbers()));
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape weights = inputs.getLast();
        Shape patches = Patches.of(NAME, window, inputs.getFirst()).shape();
        if (weights.rank() != 2 || weights.size(0) != patches.size(3)) {
            throw new ShapeException(
                    NAME,
                    "the weights are " + weights + " for images " + inputs.getFirst() + " and a kernel of "
                            + window.down().kernel() + " x " + window.across().kernel() + "; use [" + patches.size(3)
                            + ", out]");
        }
        return patches.with(3, weights.size(1));
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.getFirst();
        Tensor weights = inputs.getLast();
        Shape shape = shape(Tensor.shapes(inputs));
        Patches patches = Patches.of(NAME, window, x.shape());
        int k = patches.size();
        int n = weights.shape().size(1);
        if (k == 0 || shape.count() == 0) {
            return Tensor.owning(shape, Workspace.zeros(shape.count()));
        }
        float[] y = Workspace.room(shape.count());
        PackedMatrix right = weights.parameter() == null
                ? Kernels.products().pack(k, n, weights.data(), 0, false)
                : weights.parameter().packed(false);
        if (patches.areImages()) {
            Kernels.products().multiply(patches.count(), x.data(), 0, false, right, y, 0);
        } else {
            multiply(patches, x.data(), right, y);
        }
        return Tensor.owning(shape, y);
    }

    private static void multiply(Patches patches, float[] images, PackedMatrix right, float[] y) {
        int k = patches.size();
        int n = right.columns();
        int each = each(patches.count(), k);
        ProductKernels products = Kernels.products();
        Workers.current().run(Math.ceilDiv(patches.count(), each), block -> {
            Room room = ROOMS.take();
            int from = block * each;
            int m = Math.min(each, patches.count() - from);
            float[] left = room.values(m * k);
            PatchOp.copy(patches, from, from + m, images, left, 0);
            products.multiply(m, left, 0, k, right, y, from * n, n, false);
            ROOMS.give(room);
        });
    }

    /** Returns how many patches a block has: all blocks alike, and as many for each thread. */
    private static int each(int count, int size) {
        int threads = Workers.current().threads();
        int most = Math.max(FEWEST, BLOCK / size);
        int blocks = Math.ceilDiv(Math.ceilDiv(count, most), threads) * threads;
        return Math.ceilDiv(Math.ceilDiv(count, blocks), GRAIN) * GRAIN;
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        Shape shape = shape(shapes);
        Op lay = new PatchOp.Lay(window);
        Shape patches = lay.shape(List.of(shapes.getFirst()));
        double[] left = lay.reference(List.of(shapes.getFirst()), List.of(inputs.getFirst()));
        Shape rows = Shape.of(shape.count(0, 3), patches.size(3));
        return new MatmulOp(false, false).reference(List.of(rows, shapes.getLast()), List.of(left, inputs.getLast()));
    }

    /** With P the patches and Y = P W: the images get G Wᵀ added up where it was seen, the weights Pᵀ G. */
    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        Tensor x = inputs.getFirst();
        Tensor weights = inputs.getLast();
        Shape patches = Patches.of(NAME, window, x.shape()).shape();
        int count = patches.count(0, 3);
        Tensor rows = gradient.reshape(count, weights.shape().size(1));
        if (input == 0) {
            Tensor seen = rows.matmul(weights, false, true).reshape(patches);
            return seen.scatterPatches(window, x.shape().size(1), x.shape().size(2));
        }
        return x.patches(window).reshape(count, patches.size(3)).matmul(rows, true, false);
    }
}
