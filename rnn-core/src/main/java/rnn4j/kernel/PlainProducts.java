package rnn4j.kernel;

import java.util.Arrays;

/** Multiply matrices in plain Java. */
final class PlainProducts implements ProductKernels {
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
        Ranges.check(a, aFrom, m, k);
        Ranges.check(b, bFrom, k, n);
        Ranges.check(c, cFrom, m, n);
        int aRow = aTransposed ? 1 : k;
        int aColumn = aTransposed ? m : 1;
        int bRow = bTransposed ? 1 : n;
        int bColumn = bTransposed ? k : 1;
        Arrays.fill(c, cFrom, cFrom + m * n, 0f);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int block = 0; block < k; block += Kernels.BLOCK) {
                    int length = Math.min(Kernels.BLOCK, k - block);
                    float chain = chain(
                            a,
                            aFrom + i * aRow + block * aColumn,
                            aColumn,
                            b,
                            bFrom + j * bColumn + block * bRow,
                            bRow,
                            length);
                    int to = cFrom + i * n + j;
                    c[to] = block == 0 ? chain : c[to] + chain;
                }
            }
        }
    }

    private static float chain(float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, int length) {
        float sum = 0f;
        for (int i = 0; i < length; i++) {
            sum = Math.fma(a[aFrom + i * aStride], b[bFrom + i * bStride], sum);
        }
        return sum;
    }

    @Override
    public PackedMatrix pack(int k, int n, float[] b, int bFrom, boolean bTransposed) {
        PackedPanels packed = new PackedPanels(k, n, new float[Math.multiplyExact(k, n)]);
        repack(packed, b, bFrom, bTransposed);
        return packed;
    }

    @Override
    public void repack(PackedMatrix into, float[] b, int bFrom, boolean bTransposed) {
        int k = into.rows();
        int n = into.columns();
        Ranges.check(b, bFrom, k, n);
        float[] values = ((PackedPanels) into).values;
        if (!bTransposed) {
            System.arraycopy(b, bFrom, values, 0, k * n);
            return;
        }
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < k; i++) {
                values[i * n + j] = b[bFrom + j * k + i];
            }
        }
    }

    @Override
    public void multiply(int m, float[] a, int aFrom, boolean aTransposed, PackedMatrix b, float[] c, int cFrom) {
        multiply(m, b.columns(), b.rows(), a, aFrom, aTransposed, ((PackedPanels) b).values, 0, false, c, cFrom);
    }
}
