package rnn4j.tensor;

import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;
import rnn4j.kernel.RowSet;
import rnn4j.kernel.Workers;

/** One parameter's storage, and its packed forms, which hang on the version of its values. */
final class Parameter {

    /** What a thread copies at once. */
    private static final int PART = 1 << 16;

    private final String name;
    private final int order;
    private final Shape shape;
    private final float[] data;
    private final boolean trainable;
    private volatile long version;

    /** The version whose numbers were all found to be finite; -1 for none. */
    private volatile long finiteVersion = -1;

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

    /** Returns whether no number is NaN or infinite; looks once for each version. */
    boolean finite() {
        long current = version;
        if (finiteVersion != current && Kernels.rows().allFinite(data, 0, data.length)) {
            finiteVersion = current;
        }
        return finiteVersion == current;
    }

    void write(float[] values, long newVersion) {
        RowSet every = shape.noRows();
        every.addEvery();
        write(values, every, newVersion);
    }

    /** Writes the rows that were computed. */
    void write(Buffer values, long newVersion) {
        boolean finite = finiteVersion == version && values.foundFinite();
        write(values.data(), values.rows(), newVersion);
        if (finite) {
            finiteVersion = newVersion;
        }
    }

    private void write(float[] values, RowSet rows, long newVersion) {
        Workers workers = Workers.current();
        if (workers.threads() == 1 || data.length <= PART) {
            write(values, rows, 0, data.length);
        } else {
            workers.run(
                    (data.length + PART - 1) / PART,
                    part -> write(values, rows, part * PART, (int) Math.min(data.length, (part + 1L) * PART)));
        }
        version = newVersion;
    }

    private void write(float[] values, RowSet rows, int begin, int end) {
        for (int from = rows.next(begin); from < end; ) {
            int to = Math.min(end, rows.end(from));
            System.arraycopy(values, from, data, from, to - from);
            from = rows.next(to);
        }
    }

    /** Returns the matrix packed as the right side of a product, or of a product with its transpose. */
    PackedMatrix packed(boolean transposed) {
        Packed packed = transposed ? turned : straight;
        return packed != null && packed.version == version ? packed.matrix : packedAnew(transposed);
    }

    /** One thread packs for all; between two versions there is no pass, so the room of the last one is free. */
    private synchronized PackedMatrix packedAnew(boolean transposed) {
        Packed packed = transposed ? turned : straight;
        long current = version;
        if (packed != null && packed.version == current) {
            return packed.matrix;
        }
        PackedMatrix matrix;
        if (packed == null) {
            // the last two axes: a parameter [1, k, n] is one matrix, too
            int k = shape.size(transposed ? -1 : -2);
            int n = shape.size(transposed ? -2 : -1);
            matrix = Kernels.products().pack(k, n, data, 0, transposed);
        } else {
            matrix = packed.matrix;
            Kernels.products().repack(matrix, data, 0, transposed);
        }
        packed = new Packed(current, matrix);
        if (transposed) {
            turned = packed;
        } else {
            straight = packed;
        }
        return matrix;
    }
}
