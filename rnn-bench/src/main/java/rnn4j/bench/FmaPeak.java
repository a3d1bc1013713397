package rnn4j.bench;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Measure the peak of one core: ten independent chains of fused multiply-adds in registers, which no memory holds up.
 *
 * <p>Two units with a latency of four cycles need eight chains; with their operands ten fit well into 16 registers, twelve barely.
 */
final class FmaPeak {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 10;
    private static final int LENGTH = 10_000;
    private static final int CALLS = 20;
    private static final int WARM_UP = 200;
    private static final int RUNS = 21;

    /** Starting value, factor and addend, and the sum that keeps the compiler from dropping the chains. */
    private final float[] values = {0.5f, 0.999f, 0.001f, 0f};

    private boolean warm;

    /** The median of some runs, after some that warm up. */
    double median() {
        for (int i = 0; i < WARM_UP && !warm; i++) {
            measure();
        }
        warm = true;
        double[] peaks = new double[RUNS];
        Arrays.setAll(peaks, i -> measure());
        return Clock.median(peaks);
    }

    /** The peak in GFLOP/s of thread CPU time, by a run of about a millisecond. */
    double measure() {
        long start = Clock.cpu();
        for (int call = 0; call < CALLS; call++) {
            chains(values, LENGTH);
        }
        return 2.0 * CHAINS * S.length() * LENGTH * CALLS / (Clock.cpu() - start);
    }

    private static void chains(float[] values, int length) {
        FloatVector start = FloatVector.broadcast(S, values[0]);
        FloatVector factor = FloatVector.broadcast(S, values[1]);
        FloatVector addend = FloatVector.broadcast(S, values[2]);
        FloatVector c0 = start, c1 = start, c2 = start, c3 = start, c4 = start, c5 = start, c6 = start, c7 = start;
        FloatVector c8 = start, c9 = start;
        for (int i = 0; i < length; i++) {
            c0 = c0.fma(factor, addend);
            c1 = c1.fma(factor, addend);
            c2 = c2.fma(factor, addend);
            c3 = c3.fma(factor, addend);
            c4 = c4.fma(factor, addend);
            c5 = c5.fma(factor, addend);
            c6 = c6.fma(factor, addend);
            c7 = c7.fma(factor, addend);
            c8 = c8.fma(factor, addend);
            c9 = c9.fma(factor, addend);
        }
        FloatVector low = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7);
        FloatVector high = c8.add(c9);
        values[3] = low.add(high).lane(0);
    }
}
