package rnn4j.tensor;

import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;

/** One parameter's storage, and its packed forms, which hang on the version of its values. */
final class Parameter {

    private final String name;
    private final int order;
    private final Shape shape;
    private final float[] data;
    private final boolean trainable;
    private volatile long version;
    private volatile @Nullable Packed straight;
    private volatile @Nullable Packed turned;

    /** A packed form and the version it was packed from. */
    private record Packed(long version, PackedMatrix matrix) {}

    Parameter(String name, int order, Shape shape, float[] data, boolean trainable) {
        this.name = name;
        this.order = order;
        this.shape = shape;
        this.data = data;
        this.trainable = trainable;
    }

    String name() {
        return name;
    }

    int order() {
        return order;
    }

    Shape shape() {
        return shape;
    }

    float[] data() {
        return data;
    }

    boolean trainable() {
        return trainable;
    }

    long version() {
        return version;
    }

    void write(float[] values, long newVersion) {
        System.arraycopy(values, 0, data, 0, data.length);
        version = newVersion;
    }

    /** Returns the matrix packed as the right side of a product, or of a product with its transpose. */
    PackedMatrix packed(boolean transposed) {
        Packed packed = transposed ? turned : straight;
        long current = version;
        if (packed == null || packed.version != current) {
            // the last two axes: a parameter [1, k, n] is one matrix, too
            int k = shape.size(transposed ? -1 : -2);
            int n = shape.size(transposed ? -2 : -1);
            packed = new Packed(current, Kernels.products().pack(k, n, data, 0, transposed));
            if (transposed) {
                turned = packed;
            } else {
                straight = packed;
            }
        }
        return packed.matrix;
    }
}
