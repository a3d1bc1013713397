package rnn4j.kernel;

import java.util.zip.CRC32;

/**
 * Print which kernels run in this JVM, and a check sum over the bits of what they compute. Run by {@link KernelChoiceTest} in
 * JVMs with other flags.
 */
final class KernelFingerprint {
    private final CRC32 sum = new CRC32();

    private KernelFingerprint() {}

    /** Print which kernels run and, unless an argument says that this is enough, the check sum. */
    public static void main(String[] args) {
        System.out.println(Kernels.description());
        if (args.length > 0) {
            return;
        }
        System.out.printf("%08x%n", of(Kernels.elements(), Kernels.rows(), Kernels.products(), Kernels.masks()));
    }

    static long of(KernelSet set) {
        return of(set.elements(), set.rows(), set.products(), set.masks());
    }

    private static long of(ElementKernels elements, RowKernels rows, ProductKernels products, MaskKernels masks) {
        KernelFingerprint fingerprint = new KernelFingerprint();
        // more than once, so that interpreted and compiled code both take part
        for (int round = 0; round < 12; round++) {
            fingerprint.elements(elements, 600 + round);
            fingerprint.rows(rows, 1100 + round);
            fingerprint.products(products, 9 + round);
            fingerprint.masks(masks, 120 + round);
        }
        return fingerprint.sum.getValue();
    }

    private void add(float[] values) {
        for (int bits : Floats.bits(values)) {
            for (int shift = 0; shift < 32; shift += 8) {
                sum.update(bits >> shift);
            }
        }
    }

    private void elements(ElementKernels kernels, int n) {
        float[] a = Floats.mixed(n, n);
        float[] b = Floats.mixed(n, n + 1);
        float[] c = Floats.mixed(n, n + 2);
        float[] y = new float[n];
        for (Unary f : Unary.values()) {
            kernels.unary(f, a, 0, y, 0, n);
            add(y);
        }
        for (Binary f : Binary.values()) {
            kernels.binary(f, a, 0, 1, b, 0, 1, y, 0, n);
            add(y);
        }
        for (Ternary f : Ternary.values()) {
            kernels.ternary(f, a, 0, 1, b, 0, 1, c, 0, 1, y, 0, n);
            add(y);
        }
    }

    private void rows(RowKernels kernels, int n) {
        float[] x = Floats.uniform(3 * n, n);
        float[] y = new float[3 * n];
        kernels.softmax(x, 0, 3, n, y, 0);
        add(y);
        kernels.logSoftmax(x, 0, 3, n, y, 0);
        add(y);
        float[] z = new float[n];
        kernels.sum(x, 0, 3, n, z, 0);
        kernels.logSumExp(x, 0, 3, n, z, 3);
        kernels.columnSum(x, 0, n, 3, z, 6);
        z[9] = (float) kernels.sumOfSquares(x, 0, 3 * n);
        add(z);
    }

    private void products(ProductKernels kernels, int m) {
        int n = 71;
        int k = m == 9 ? 1030 : 65;
        float[] a = Floats.uniform(m * k, m);
        float[] b = Floats.uniform(k * n, m + 1);
        float[] c = new float[m * n];
        for (int transposed = 0; transposed < 4; transposed++) {
            kernels.multiply(m, n, k, a, 0, (transposed & 1) != 0, b, 0, (transposed & 2) != 0, c, 0);
            add(c);
        }
        kernels.multiply(1, a, 0, false, kernels.pack(k, n, b, 0, false), c, 0);
        add(c);
    }

    private void masks(MaskKernels kernels, int n) {
        float[] y = new float[6 * n];
        kernels.draw(new long[] {n, -n}, n, 3, 20_000, 0, 1.5f, y, 0, n);
        add(y);
    }
}
