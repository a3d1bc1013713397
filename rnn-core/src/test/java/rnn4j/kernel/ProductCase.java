package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Operands of one product, which stand somewhere within their arrays, and its result by an obvious loop over one chain at a time. */
final class ProductCase {
    static final int C_FROM = 7;
    private static final int A_FROM = 3;
    private static final int B_FROM = 5;

    final int m;
    final int n;
    final int k;
    private final boolean aTransposed;
    private final boolean bTransposed;
    private final float[] a;
    private final float[] b;

    private ProductCase(int m, int n, int k, boolean aTransposed, boolean bTransposed, float[] a, float[] b) {
        this.m = m;
        this.n = n;
        this.k = k;
        this.aTransposed = aTransposed;
        this.bTransposed = bTransposed;
        this.a = a;
        this.b = b;
    }

    /**
     * Make operands of uniform values.
     *
     * @param transposed bit 0: the left side, bit 1: the right side
     */
    static ProductCase of(int m, int n, int k, int transposed) {
        long seed = (m * 31L + n) * 31 + k;
        return new ProductCase(
                m,
                n,
                k,
                (transposed & 1) != 0,
                (transposed & 2) != 0,
                Floats.uniform(m * k + A_FROM, seed),
                Floats.uniform(k * n + B_FROM, seed + 1));
    }

    float a(int i, int l) {
        return a[A_FROM + (aTransposed ? l * m + i : i * k + l)];
    }

    float b(int l, int j) {
        return b[B_FROM + (bTransposed ? j * k + l : l * n + j)];
    }

    float chains(int i, int j) {
        float sum = 0f;
        for (int block = 0; block < k; block += 1024) {
            float chain = 0f;
            for (int l = block; l < Math.min(k, block + 1024); l++) {
                chain = Math.fma(a(i, l), b(l, j), chain);
            }
            sum = block == 0 ? chain : sum + chain;
        }
        return sum;
    }

    double exact(int i, int j) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
            sum += (double) a(i, l) * b(l, j);
        }
        return sum;
    }

    float[] multiply(ProductKernels kernels) {
        float[] c = new float[C_FROM + m * n + 1];
        Arrays.fill(c, -77f);
        kernels.multiply(m, n, k, a, A_FROM, aTransposed, b, B_FROM, bTransposed, c, C_FROM);
        return c;
    }

    float[] multiplyPacked(ProductKernels kernels) {
        return multiplyPacked(kernels, kernels.pack(k, n, b, B_FROM, bTransposed));
    }

    float[] multiplyPacked(ProductKernels kernels, PackedMatrix packed) {
        float[] c = new float[C_FROM + m * n + 1];
        Arrays.fill(c, -77f);
        kernels.multiply(m, a, A_FROM, aTransposed, packed, c, C_FROM);
        return c;
    }

    void repack(ProductKernels kernels, PackedMatrix packed) {
        kernels.repack(packed, b, B_FROM, bTransposed);
    }

    void setA(int i, int l, float value) {
        a[A_FROM + (aTransposed ? l * m + i : i * k + l)] = value;
    }

    void check(float[] c) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float value = c[C_FROM + i * n + j];
                if (Float.floatToRawIntBits(value) != Float.floatToRawIntBits(chains(i, j))) {
                    assertThat(value).as("[%d, %d] of %s", i, j, this).isEqualTo(chains(i, j));
                }
            }
        }
        assertThat(Arrays.copyOf(c, C_FROM)).as("before the result").containsOnly(-77f);
        assertThat(c[C_FROM + m * n]).as("after the result").isEqualTo(-77f);
    }

    @Override
    public String toString() {
        return m + "x" + n + "x" + k + (aTransposed ? " T" : " N") + (bTransposed ? "T" : "N");
    }
}
