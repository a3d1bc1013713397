package rnn4j.kernel;

/** Multiply matrices on the Vector API; how a part is gone through stands in {@link VectorPart}. */
final class VectorProducts implements ProductKernels {
    private final Pool<VectorPart> parts = new Pool<>(VectorPart::new);
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
        PackedPanels packed = own(b);
        Product.check(m, packed.columns(), packed.rows(), a, aFrom, c, cFrom);
        Product.of(m, packed.columns(), packed.rows(), a, aFrom, aTransposed, c, cFrom)
                .by(packed)
                .run(part);
    }

    @Override
    public void multiply(
            int m, float[] a, int aFrom, int aRow, PackedMatrix b, float[] c, int cFrom, int cRow, boolean added) {
        PackedPanels packed = own(b);
        int n = packed.columns();
        int k = packed.rows();
        Ranges.check(a, aFrom, m, k, aRow);
        Ranges.check(c, cFrom, m, n, cRow);
        if (m > 0 && m <= 2 && k > 0 && n % VectorPacking.PANEL == 0 && Product.single(m, n, k)) {
            thin(m, a, aFrom, aRow, packed, c, cFrom, cRow, added);
            return;
        }
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
        Product.of(sides, rows, n, b, bFrom, bRow).added(added).run(part);
    }

    @Override
    public PackedMatrix pack(int k, int n, float[] b, int bFrom, boolean bTransposed) {
        Ranges.check(b, bFrom, k, n);
        PackedPanels packed = PackedPanels.of(k, n);
        repack(packed, b, bFrom, bTransposed);
        return packed;
    }

    @Override
    public void repack(PackedMatrix into, float[] b, int bFrom, boolean bTransposed) {
        PackedPanels packed = own(into);
        int k = packed.rows();
        int n = packed.columns();
        Ranges.check(b, bFrom, k, n);
        for (int k0 = 0; k0 < k; k0 += Kernels.BLOCK) {
            int depth = Math.min(Kernels.BLOCK, k - k0);
            int from = bTransposed ? bFrom + k0 : bFrom + k0 * n;
            VectorPacking.right(
                    b,
                    from,
                    bTransposed ? k : n,
                    bTransposed,
                    depth,
                    n,
                    packed.values,
                    packed.from + k0 * VectorPacking.padded(n),
                    VectorPacking.denseStep(depth));
        }
    }

    /** Multiply one or two rows with whole panels, which takes less time than to set out how a product is shared. */
    private static void thin(
            int m, float[] a, int aFrom, int aRow, PackedPanels b, float[] c, int cFrom, int cRow, boolean added) {
        int columns = b.columns();
        for (int k = 0; k < b.rows(); k += Kernels.BLOCK) {
            int depth = Math.min(Kernels.BLOCK, b.rows() - k);
            int step = VectorPacking.denseStep(depth);
            int from = b.from + k * columns;
            boolean accumulate = added || k > 0;
            VectorThinTiles.panels(
                    m, a, aFrom + k, aRow, b.values, from, step, depth, c, cFrom, cRow, columns, accumulate);
        }
    }

    private static PackedPanels own(PackedMatrix matrix) {
        if (matrix instanceof PackedPanels packed) {
            return packed;
        }
        throw new IllegalArgumentException("multiply: the matrix was packed by the plain kernels; pack it by these");
    }

    private void multiply(Product product, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        VectorPart part = parts.take();
        part.multiply(product, rowFrom, rowTo - rowFrom, columnFrom, columnTo);
        parts.give(part);
    }
}
