package rnn4j.bench.yardstick;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Do all of a backward step that is no product, for all rows: the gates are overwritten by their derivatives. */
final class BackwardChain {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private BackwardChain() {}

    /**
     * Make a step back.
     *
     * @param gates [rows, 4 units] from {@code gatesFrom}, overwritten by the derivatives of what the gates were made of
     * @param cells [rows, units] from {@code from}: the state before the step
     * @param tanhs [rows, units] from {@code from}: the tanh of the state after it
     * @param slopes [rows, units] from {@code from}: the loss's derivative of the step's output
     * @param later [rows, units]: what the next step says of that output
     * @param carry [rows, units]: the derivative of the state after the step, overwritten by that of the state before
     * @param bias [4 units]: the sum of the derivatives so far, goes on
     */
    static void step(
            float[] gates,
            int gatesFrom,
            float[] cells,
            float[] tanhs,
            float[] slopes,
            int from,
            float[] later,
            float[] carry,
            float[] bias,
            int rows,
            int units) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        int at = gatesFrom;
        for (int row = 0, state = 0; row < rows; row++) {
            for (int unit = 0; unit < units; unit += L, at += 4 * L, state += L) {
                FloatVector t = FloatVector.fromArray(S, tanhs, from + state);
                FloatVector o = FloatVector.fromArray(S, gates, at + 3 * L);
                FloatVector dh =
                        FloatVector.fromArray(S, slopes, from + state).add(FloatVector.fromArray(S, later, state));
                FloatVector dho = dh.mul(o);
                FloatVector dc = FloatVector.fromArray(S, carry, state)
                        .add(dho.sub(dho.mul(t).mul(t)));
                FloatVector dzo = dho.mul(t).mul(one.sub(o));
                FloatVector f = FloatVector.fromArray(S, gates, at + L);
                FloatVector dcf = dc.mul(f);
                dcf.intoArray(carry, state);
                FloatVector dzf =
                        dcf.mul(FloatVector.fromArray(S, cells, from + state)).mul(one.sub(f));
                FloatVector i = FloatVector.fromArray(S, gates, at);
                FloatVector g = FloatVector.fromArray(S, gates, at + 2 * L);
                FloatVector dci = dc.mul(i);
                FloatVector dzi = dci.mul(g).mul(one.sub(i));
                FloatVector dzg = dci.sub(dci.mul(g).mul(g));
                dzi.intoArray(gates, at);
                dzf.intoArray(gates, at + L);
                dzg.intoArray(gates, at + 2 * L);
                dzo.intoArray(gates, at + 3 * L);
                int sum = 4 * unit;
                FloatVector.fromArray(S, bias, sum).add(dzi).intoArray(bias, sum);
                FloatVector.fromArray(S, bias, sum + L).add(dzf).intoArray(bias, sum + L);
                FloatVector.fromArray(S, bias, sum + 2 * L).add(dzg).intoArray(bias, sum + 2 * L);
                FloatVector.fromArray(S, bias, sum + 3 * L).add(dzo).intoArray(bias, sum + 3 * L);
            }
        }
    }
}
