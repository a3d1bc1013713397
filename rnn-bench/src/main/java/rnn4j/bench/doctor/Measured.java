package rnn4j.bench.doctor;

import java.util.Arrays;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;
import rnn4j.kernel.ProductKernels;

/**
 * How fast it is here.
 *
 * @param peak GFLOP/s of fused multiply-adds that wait for nothing, on one core
 * @param product GFLOP/s of a matrix product, [64, 512] x [512, 2048], on one core
 */
public record Measured(double peak, double product) {

    private static final int M = 64;
    private static final int K = 512;
    private static final int N = 2048;
    private static final double WARM_UP = 1e9;
    private static final int ROUNDS = 9;
    private static final int CHAIN = 8;
    private static final int ELEMENTS = 2048;
    private static final int PLAIN_ROUNDS = 20_000;

    /** Measures for some two seconds. */
    static Measured here(boolean vectors, Peak ofVectors) {
        double peak = vectors ? ofVectors.measure() : plainPeak();
        return new Measured(peak, product(Kernels.products()));
    }

    /** The peak of the vectors; asked only where there are any. */
    @FunctionalInterface
    public interface Peak {
        /** Returns GFLOP/s of fused multiply-adds. */
        double measure();
    }

    double share() {
        return product / peak;
    }

    private static double product(ProductKernels kernels) {
        float[] a = numbers(M * K);
        float[] c = new float[M * N];
        PackedMatrix b = kernels.pack(K, N, numbers(K * N), 0, false);
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP) {
            kernels.multiply(M, a, 0, false, b, c, 0);
        }
        double[] speeds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            kernels.multiply(M, a, 0, false, b, c, 0);
            speeds[round] = 2.0 * M * N * K / (System.nanoTime() - begun);
        }
        Arrays.sort(speeds);
        return speeds[ROUNDS / 2];
    }

    private static float[] numbers(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (i * 31 % 199 - 99) * 1e-2f;
        }
        return numbers;
    }

    /**
     * Without the Vector API the peak is that of the faster of two loops: over arrays, which C2 may turn into vectors by itself, and
     * of numbers that stay in registers, which suits C1.
     */
    private static double plainPeak() {
        float[] x = numbers(ELEMENTS);
        double best = 0;
        for (int round = 0; round < PLAIN_ROUNDS; round++) {
            long begun = System.nanoTime();
            overArrays(x);
            long between = System.nanoTime();
            x[0] = inRegisters(ELEMENTS, x[1], x[2]);
            long ended = System.nanoTime();
            best = Math.max(best, 2.0 * CHAIN * ELEMENTS / Math.min(between - begun, ended - between));
        }
        return best;
    }

    private static void overArrays(float[] x) {
        for (int i = 0; i < x.length; i++) {
            float a = x[i];
            a = Math.fma(a, 0.999f, 0.001f);
            a = Math.fma(a, 0.998f, 0.002f);
            a = Math.fma(a, 0.997f, 0.003f);
            a = Math.fma(a, 0.996f, 0.004f);
            a = Math.fma(a, 0.995f, 0.005f);
            a = Math.fma(a, 0.994f, 0.006f);
            a = Math.fma(a, 0.993f, 0.007f);
            x[i] = Math.fma(a, 0.992f, 0.008f);
        }
    }

    private static float inRegisters(int length, float start, float addend) {
        float factor = 0.999f;
        float a = start, b = start, c = start, d = start, e = start, f = start, g = start, h = start;
        for (int i = 0; i < length; i++) {
            a = Math.fma(a, factor, addend);
            b = Math.fma(b, factor, addend);
            c = Math.fma(c, factor, addend);
            d = Math.fma(d, factor, addend);
            e = Math.fma(e, factor, addend);
            f = Math.fma(f, factor, addend);
            g = Math.fma(g, factor, addend);
            h = Math.fma(h, factor, addend);
        }
        return a + b + c + d + e + f + g + h;
    }
}
