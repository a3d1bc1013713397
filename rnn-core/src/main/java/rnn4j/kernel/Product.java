package rnn4j.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One product under way: its operands, and how its outputs are shared among workers.
 *
 * <p>Taken from a pool and given back, so that a call allocates nothing. The larger side of the result is the one that is
 * cut, in multiples of a tile; k is never cut.
 */
final class Product implements IntConsumer {
    /** Floating-point operations that are worth a second thread: about 15 microseconds of one. */
    private static final long SHARED_FROM = 1_500_000;

    /** Fewer rows take as long as these: reading the right side is what takes the time. */
    private static final int READING_ROWS = 8;

    /** A part's rows and columns start at multiples of the widest tile. */
    private static final int GRAIN = 32;

    /** Parts that even out what disturbs a thread; one each where every part would pack for itself. */
    private static final int PARTS_PER_THREAD = 2;

    private static final float[] NONE = {};
    private static final Pool<Product> POOL = new Pool<>(Product::new);

    int m;
    int n;
    int k;
    float[] a = NONE;
    int aFrom;

    /** From one row of a to the next, as a stands: rows of [k, m] where it is transposed. */
    int aRow;

    boolean aTransposed;
    float[] b = NONE;
    int bFrom;
    int bRow;
    boolean bTransposed;

    /** The right side if it is packed; b is then of no use. */
    @Nullable
    PackedMatrix packed;

    float[] c = NONE;
    int cFrom;
    int cRow;

    /** Whether the product is added to what stands in c. */
    boolean added;

    private @Nullable Part part;
    private boolean rowsCut;
    private int parts;

    /** Multiplies the outputs [rowFrom, rowTo) by [columnFrom, columnTo) of a product. */
    @FunctionalInterface
    interface Part {
        void multiply(Product product, int rowFrom, int rowTo, int columnFrom, int columnTo);
    }

    private Product() {}

    /** Check the left side and the result of a product [m, k] by [k, n]. */
    static void check(int m, int n, int k, float[] a, int aFrom, float[] c, int cFrom) {
        Ranges.check(a, aFrom, m, k);
        Ranges.check(c, cFrom, m, n);
    }

    /** Take a product [m, k] by [k, n] and set what is checked already: its left side and its result. */
    static Product of(int m, int n, int k, float[] a, int aFrom, boolean aTransposed, float[] c, int cFrom) {
        Product product = POOL.take();
        product.m = m;
        product.n = n;
        product.k = k;
        product.a = a;
        product.aFrom = aFrom;
        product.aRow = aTransposed ? m : k;
        product.aTransposed = aTransposed;
        product.c = c;
        product.cFrom = cFrom;
        product.cRow = n;
        product.added = false;
        return product;
    }

    /** Set the right side as it stands. */
    Product by(float[] b, int bFrom, boolean bTransposed) {
        this.b = b;
        this.bFrom = bFrom;
        this.bRow = bTransposed ? k : n;
        this.bTransposed = bTransposed;
        return this;
    }

    /** Add the product to what stands in c, if so. */
    Product added(boolean added) {
        this.added = added;
        return this;
    }

    /** Set how far rows lie apart where a side is a part of a wider matrix. */
    Product apart(int aRow, int bRow, int cRow) {
        this.aRow = aRow;
        this.bRow = bRow;
        this.cRow = cRow;
        return this;
    }

    /** Set the right side as it was packed. */
    Product by(PackedMatrix packed) {
        this.packed = packed;
        return this;
    }

    /** Multiply all parts and give this product back. */
    void run(Part part) {
        if (k == 0 && !added) {
            for (int i = 0; i < m; i++) {
                Arrays.fill(c, cFrom + i * cRow, cFrom + i * cRow + n, 0f);
            }
        } else if (m > 0 && n > 0 && k > 0) {
            if (single(m, n, k)) {
                part.multiply(this, 0, m, 0, n);
            } else {
                share(part, Workers.current());
            }
        }
        a = NONE;
        b = NONE;
        packed = null;
        c = NONE;
        POOL.give(this);
    }

    /** Whether a product [m, k] by [k, n] is left to one thread. */
    static boolean single(int m, int n, int k) {
        return 2L * Math.max(m, READING_ROWS) * n * k < SHARED_FROM
                || Workers.current().alone();
    }

    private void share(Part part, Workers workers) {
        this.part = part;
        rowsCut = m > n;
        int wanted = workers.threads() * (packed == null ? 1 : PARTS_PER_THREAD);
        parts = Math.min(wanted, ((rowsCut ? m : n) + GRAIN - 1) / GRAIN);
        workers.run(parts, this);
        this.part = null;
    }

    @Override
    public void accept(int index) {
        Part multiplier = part;
        if (multiplier == null) {
            throw new IllegalStateException("product: part " + index + " of none");
        }
        if (rowsCut) {
            multiplier.multiply(this, cut(m, index), cut(m, index + 1), 0, n);
        } else {
            multiplier.multiply(this, 0, m, cut(n, index), cut(n, index + 1));
        }
    }

    private int cut(int size, int index) {
        long grains = (size + GRAIN - 1L) / GRAIN;
        return (int) Math.min(size, grains * index / parts * GRAIN);
    }
}
