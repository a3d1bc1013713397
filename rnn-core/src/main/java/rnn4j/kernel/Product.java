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

    /** Another one with the same right side, which goes through the same columns of it. */
    @Nullable
    Product beside;

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

    /** Take the product of one of some left sides, turned over, with a right side [rows, n]. */
    static Product of(LeftSides sides, int index, int rows, int n, float[] b, int bFrom, int bRow) {
        return of(sides.columns[index], n, rows, sides.a[index], sides.from[index], true, sides.c[index], 0)
                .by(b, bFrom, false)
                .apart(sides.row[index], bRow, n);
    }

    /** Take the products of all left sides with one right side. */
    static Product of(LeftSides sides, int rows, int n, float[] b, int bFrom, int bRow) {
        Product product = of(sides, 0, rows, n, b, bFrom, bRow);
        for (int i = 1; i < sides.count(); i++) {
            Product next = of(sides, i, rows, n, b, bFrom, bRow);
            next.beside = product;
            product = next;
        }
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

    /** Add the product, and those beside it, to what stands in c, if so. */
    Product added(boolean added) {
        for (Product each = this; each != null; each = each.beside) {
            each.added = added;
        }
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

    /** Multiply all parts and give this product, and those beside it, back. */
    void run(Part part) {
        if (k == 0 && !added) {
            for (Product each = this; each != null; each = each.beside) {
                each.clear();
            }
        } else if (m > 0 && n > 0 && k > 0) {
            if (single(rowsOfAll(), n, k)) {
                part.multiply(this, 0, m, 0, n);
            } else {
                share(part, Workers.current());
            }
        }
        giveBack();
    }

    private void clear() {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cFrom + i * cRow, cFrom + i * cRow + n, 0f);
        }
    }

    private int rowsOfAll() {
        int rows = 0;
        for (Product each = this; each != null; each = each.beside) {
            rows += each.m;
        }
        return rows;
    }

    private void giveBack() {
        for (Product each = this; each != null; ) {
            Product next = each.beside;
            each.a = NONE;
            each.b = NONE;
            each.packed = null;
            each.c = NONE;
            each.beside = null;
            POOL.give(each);
            each = next;
        }
    }

    /** Whether a product [m, k] by [k, n] is left to one thread. */
    static boolean single(int m, int n, int k) {
        return 2L * Math.max(m, READING_ROWS) * n * k < SHARED_FROM
                || Workers.current().alone();
    }

    private void share(Part part, Workers workers) {
        this.part = part;
        rowsCut = beside == null && m > n;
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
