package rnn4j.bench.yardstick;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ForwardChain} with the exponential and the tanh that the JVM brings: other bits on other machines, and when cold. */
final class FreeChain {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private FreeChain() {}

    static void step(
            float[] sums,
            int sumsFrom,
            float[] gates,
            int gatesFrom,
            float[] bias,
            float[] cells,
            int oldFrom,
            int nextFrom,
            float[] tanhs,
            float[] outputs,
            int outputsFrom,
            int rows,
            int units,
            boolean keep) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        int from = sumsFrom, at = gatesFrom, old = oldFrom, next = nextFrom, out = outputsFrom;
        for (int row = 0; row < rows; row++) {
            for (int unit = 0; unit < units; unit += L, at += 4 * L, from += 4 * L, old += L, next += L, out += L) {
                FloatVector zi = FloatVector.fromArray(S, sums, from).add(FloatVector.fromArray(S, bias, 4 * unit));
                FloatVector i = one.div(zi.neg().lanewise(VectorOperators.EXP).add(one));
                FloatVector zf =
                        FloatVector.fromArray(S, sums, from + L).add(FloatVector.fromArray(S, bias, 4 * unit + L));
                FloatVector f = one.div(zf.neg().lanewise(VectorOperators.EXP).add(one));
                FloatVector g = FloatVector.fromArray(S, sums, from + 2 * L)
                        .add(FloatVector.fromArray(S, bias, 4 * unit + 2 * L))
                        .lanewise(VectorOperators.TANH);
                FloatVector c = f.mul(FloatVector.fromArray(S, cells, old)).add(i.mul(g));
                c.intoArray(cells, next);
                if (keep) {
                    i.intoArray(gates, at);
                    f.intoArray(gates, at + L);
                    g.intoArray(gates, at + 2 * L);
                }
                FloatVector t = c.lanewise(VectorOperators.TANH);
                FloatVector zo = FloatVector.fromArray(S, sums, from + 3 * L)
                        .add(FloatVector.fromArray(S, bias, 4 * unit + 3 * L));
                FloatVector o = one.div(zo.neg().lanewise(VectorOperators.EXP).add(one));
                o.mul(t).intoArray(outputs, out);
                if (keep) {
                    o.intoArray(gates, at + 3 * L);
                    t.intoArray(tanhs, old);
                }
            }
        }
    }
}
