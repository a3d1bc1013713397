package rnn4j.kernel;

/** Multiply matrices in plain Java; how a part is gone through stands in {@link PlainPart}. */
final class PlainProducts implements ProductKernels {
    private final Pool<PlainPart> parts = new Pool<>(PlainPart::new);
    private final Product.Part part = this::multiply;

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            boolean aTransposed,
            float[] b,
            int bFrom,
            boolean bTransposed,
            float[] c,
            int cFrom) {
        Product.check(m, n, k, a, aFrom, c, cFrom);
        Ranges.check(b, bFrom, k, n);
        Product.of(m, n, k, a, aFrom, aTransposed, c, cFrom)
                .by(b, bFrom, bTransposed)
                .run(part);
    }

    @Override
    public void multiply(int m, float[] a, int aFrom, boolean aTransposed, PackedMatrix b, float[] c, int cFrom) {
        PackedRows packed = own(b);
        Product.check(m, packed.columns(), packed.rows(), a, aFrom, c, cFrom);
        Product.of(m, packed.columns(), packed.rows(), a, aFrom, aTransposed, c, cFrom)
                .by(packed)
                .run(part);
    }

    @Override
    public void multiply(
            int m, float[] a, int aFrom, int aRow, PackedMatrix b, float[] c, int cFrom, int cRow, boolean added) {
        PackedRows packed = own(b);
        int n = packed.columns();
        int k = packed.rows();
        Ranges.check(a, aFrom, m, k, aRow);
        Ranges.check(c, cFrom, m, n, cRow);
        Product.of(m, n, k, a, aFrom, false, c, cFrom)
                .by(packed)
                .apart(aRow, n, cRow)
                .added(added)
                .run(part);
    }

    @Override
    public void multiplyRows(int rows, LeftSides sides, int n, float[] b, int bFrom, int bRow, boolean added) {
        sides.check(rows, n);
        Ranges.check(b, bFrom, rows, n, bRow);
        for (int i = 0; i < sides.count(); i++) {
            Product.of(sides, i, rows, n, b, bFrom, bRow).added(added).run(part);
        }
    }

    @Override
    public PackedMatrix pack(int k, int n, float[] b, int bFrom, boolean bTransposed) {
        Ranges.check(b, bFrom, k, n);
        PackedRows packed = new PackedRows(k, n);
        repack(packed, b, bFrom, bTransposed);
        return packed;
    }

    @Override
    public void repack(PackedMatrix into, float[] b, int bFrom, boolean bTransposed) {
        PackedRows packed = own(into);
        int k = packed.rows();
        int n = packed.columns();
        Ranges.check(b, bFrom, k, n);
        int rowStep = bTransposed ? 1 : n;
        int columnStep = bTransposed ? k : 1;
        for (int j = 0; j < n; j += PackedRows.PANEL) {
            int columns = Math.min(PackedRows.PANEL, n - j);
            int first = j / PackedRows.PANEL * k;
            PlainPart.copy(b, bFrom + j * columnStep, rowStep, columnStep, k, columns, packed.lines(), first, 0);
        }
    }

    private static PackedRows own(PackedMatrix matrix) {
        if (matrix instanceof PackedRows packed) {
            return packed;
        }
        throw new IllegalArgumentException("multiply: the matrix was packed by the vector kernels; pack it by these");
    }

    private void multiply(Product product, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        PlainPart taken = parts.take();
        taken.multiply(product, rowFrom, rowTo, columnFrom, columnTo);
        parts.give(taken);
    }
}
