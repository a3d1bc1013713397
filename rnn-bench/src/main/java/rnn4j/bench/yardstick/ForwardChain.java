package rnn4j.bench.yardstick;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rnn4j.kernel.Constants;

/**
 * Do all of a step that is no product, for all rows: gates, the next cell state and output.
 *
 * <p>The operations are those of the LSTM's equations in their order, and those of the kernels' sigmoid and tanh, so the bits
 * are the same. Written out in one loop nest, since a vector that crosses a call is boxed. The gates of {@code L} units
 * stand side by side, {@code [row][units / L][i f g o][L]}, so everything is read and written in one stream each.
 */
final class ForwardChain {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int SIGN = 0x8000_0000;

    private ForwardChain() {}

    /**
     * Make one step.
     *
     * @param sums [rows, 4 units] from {@code sumsFrom}: {@code x Wx + h Wh}
     * @param gates [rows, 4 units] from {@code gatesFrom}: gets the gates if they are kept
     * @param bias [4 units]
     * @param cells [rows, units]: the state from {@code oldFrom}, the next one to {@code nextFrom}
     * @param tanhs [rows, units] from {@code oldFrom}: gets the tanh of the next state if it is kept
     * @param outputs [rows, units] from {@code outputsFrom}: gets the outputs
     * @param keep what the way back needs
     */
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
        FloatVector one = FloatVector.broadcast(S, 1f), two = FloatVector.broadcast(S, 2f);
        FloatVector lowest = FloatVector.broadcast(S, Constants.EXP_LOWEST);
        FloatVector highest = FloatVector.broadcast(S, Constants.TANH_HIGHEST);
        FloatVector log2e = FloatVector.broadcast(S, Constants.LOG2_E);
        FloatVector ln2High = FloatVector.broadcast(S, -Constants.LN2_HIGH);
        FloatVector ln2Low = FloatVector.broadcast(S, -Constants.LN2_LOW);
        FloatVector raised = FloatVector.broadcast(S, Constants.ROUND_RAISED);
        FloatVector biased = FloatVector.broadcast(S, Constants.ROUND_BIASED);
        FloatVector lowered = FloatVector.broadcast(S, Constants.LOWERED);
        FloatVector p7 = FloatVector.broadcast(S, Constants.EXP_7), p6 = FloatVector.broadcast(S, Constants.EXP_6);
        FloatVector p5 = FloatVector.broadcast(S, Constants.EXP_5), p4 = FloatVector.broadcast(S, Constants.EXP_4);
        FloatVector p3 = FloatVector.broadcast(S, Constants.EXP_3), p2 = FloatVector.broadcast(S, Constants.EXP_2);
        int from = sumsFrom, at = gatesFrom, old = oldFrom, next = nextFrom, out = outputsFrom;
        for (int row = 0; row < rows; row++) {
            for (int unit = 0; unit < units; unit += L, at += 4 * L, from += 4 * L, old += L, next += L, out += L) {
                FloatVector zi = FloatVector.fromArray(S, sums, from).add(FloatVector.fromArray(S, bias, 4 * unit));
                FloatVector bi = zi.reinterpretAsInts()
                        .lanewise(VectorOperators.OR, SIGN)
                        .reinterpretAsFloats();
                bi = bi.blend(lowest, bi.compare(VectorOperators.LT, lowest));
                FloatVector si = bi.fma(log2e, raised);
                FloatVector ni = si.sub(raised);
                FloatVector ri = ni.fma(ln2Low, ni.fma(ln2High, bi));
                FloatVector qi =
                        p7.fma(ri, p6).fma(ri, p5).fma(ri, p4).fma(ri, p3).fma(ri, p2);
                FloatVector wi = si.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector ei = qi.fma(ri.mul(ri), ri).add(one).mul(wi).mul(lowered);
                FloatVector i =
                        one.blend(ei, zi.compare(VectorOperators.LT, 0f)).div(ei.add(one));
                FloatVector zg = FloatVector.fromArray(S, sums, from + 2 * L)
                        .add(FloatVector.fromArray(S, bias, 4 * unit + 2 * L));
                FloatVector mg = zg.abs();
                mg = mg.blend(highest, mg.compare(VectorOperators.GT, highest));
                FloatVector bg = mg.add(mg);
                FloatVector sg = bg.fma(log2e, biased);
                FloatVector ng = sg.sub(biased);
                FloatVector rg = ng.fma(ln2Low, ng.fma(ln2High, bg));
                FloatVector qg =
                        p7.fma(rg, p6).fma(rg, p5).fma(rg, p4).fma(rg, p3).fma(rg, p2);
                FloatVector wg = sg.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector eg = wg.fma(qg.fma(rg.mul(rg), rg), wg.sub(one));
                IntVector gg = zg.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
                FloatVector g = eg.div(eg.add(two))
                        .reinterpretAsInts()
                        .lanewise(VectorOperators.OR, gg)
                        .reinterpretAsFloats();
                FloatVector zf =
                        FloatVector.fromArray(S, sums, from + L).add(FloatVector.fromArray(S, bias, 4 * unit + L));
                FloatVector bf = zf.reinterpretAsInts()
                        .lanewise(VectorOperators.OR, SIGN)
                        .reinterpretAsFloats();
                bf = bf.blend(lowest, bf.compare(VectorOperators.LT, lowest));
                FloatVector sf = bf.fma(log2e, raised);
                FloatVector nf = sf.sub(raised);
                FloatVector rf = nf.fma(ln2Low, nf.fma(ln2High, bf));
                FloatVector qf =
                        p7.fma(rf, p6).fma(rf, p5).fma(rf, p4).fma(rf, p3).fma(rf, p2);
                FloatVector wf = sf.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector ef = qf.fma(rf.mul(rf), rf).add(one).mul(wf).mul(lowered);
                FloatVector f =
                        one.blend(ef, zf.compare(VectorOperators.LT, 0f)).div(ef.add(one));
                FloatVector c = f.mul(FloatVector.fromArray(S, cells, old)).add(i.mul(g));
                c.intoArray(cells, next);
                if (keep) {
                    i.intoArray(gates, at);
                    f.intoArray(gates, at + L);
                    g.intoArray(gates, at + 2 * L);
                }
                FloatVector mc = c.abs();
                mc = mc.blend(highest, mc.compare(VectorOperators.GT, highest));
                FloatVector bc = mc.add(mc);
                FloatVector sc = bc.fma(log2e, biased);
                FloatVector nc = sc.sub(biased);
                FloatVector rc = nc.fma(ln2Low, nc.fma(ln2High, bc));
                FloatVector qc =
                        p7.fma(rc, p6).fma(rc, p5).fma(rc, p4).fma(rc, p3).fma(rc, p2);
                FloatVector wc = sc.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector ec = wc.fma(qc.fma(rc.mul(rc), rc), wc.sub(one));
                IntVector gc = c.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
                FloatVector t = ec.div(ec.add(two))
                        .reinterpretAsInts()
                        .lanewise(VectorOperators.OR, gc)
                        .reinterpretAsFloats();
                FloatVector zo = FloatVector.fromArray(S, sums, from + 3 * L)
                        .add(FloatVector.fromArray(S, bias, 4 * unit + 3 * L));
                FloatVector bo = zo.reinterpretAsInts()
                        .lanewise(VectorOperators.OR, SIGN)
                        .reinterpretAsFloats();
                bo = bo.blend(lowest, bo.compare(VectorOperators.LT, lowest));
                FloatVector so = bo.fma(log2e, raised);
                FloatVector no = so.sub(raised);
                FloatVector ro = no.fma(ln2Low, no.fma(ln2High, bo));
                FloatVector qo =
                        p7.fma(ro, p6).fma(ro, p5).fma(ro, p4).fma(ro, p3).fma(ro, p2);
                FloatVector wo = so.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector eo = qo.fma(ro.mul(ro), ro).add(one).mul(wo).mul(lowered);
                FloatVector o =
                        one.blend(eo, zo.compare(VectorOperators.LT, 0f)).div(eo.add(one));
                o.mul(t).intoArray(outputs, out);
                if (keep) {
                    o.intoArray(gates, at + 3 * L);
                    t.intoArray(tanhs, old);
                }
            }
        }
    }
}
