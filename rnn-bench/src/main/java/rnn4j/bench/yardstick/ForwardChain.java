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

    /** Make one step, as {@link LstmGates#step} tells. */
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
        FloatVector half = FloatVector.broadcast(S, 0.5f), minusHalf = FloatVector.broadcast(S, -0.5f);
        FloatVector lowest = FloatVector.broadcast(S, Constants.EXP_LOWEST);
        FloatVector highest = FloatVector.broadcast(S, Constants.TANH_HIGHEST);
        FloatVector log2e = FloatVector.broadcast(S, Constants.LOG2_E);
        FloatVector twiceLog2e = FloatVector.broadcast(S, Constants.TWICE_LOG2_E);
        FloatVector halfLn2 = FloatVector.broadcast(S, -Constants.HALF_LN2);
        FloatVector ln2High = FloatVector.broadcast(S, -Constants.LN2_HIGH);
        FloatVector ln2Low = FloatVector.broadcast(S, -Constants.LN2_LOW);
        FloatVector raised = FloatVector.broadcast(S, Constants.ROUND_RAISED);
        FloatVector biased = FloatVector.broadcast(S, Constants.ROUND_BIASED);
        FloatVector lowered = FloatVector.broadcast(S, Constants.LOWERED);
        FloatVector p7 = FloatVector.broadcast(S, Constants.EXP_7), p6 = FloatVector.broadcast(S, Constants.EXP_6);
        FloatVector p5 = FloatVector.broadcast(S, Constants.EXP_5), p4 = FloatVector.broadcast(S, Constants.EXP_4);
        FloatVector p3 = FloatVector.broadcast(S, Constants.EXP_3), p2 = FloatVector.broadcast(S, Constants.EXP_2);
        FloatVector t7 = FloatVector.broadcast(S, Constants.TANH_7), t6 = FloatVector.broadcast(S, Constants.TANH_6);
        FloatVector t5 = FloatVector.broadcast(S, Constants.TANH_5), t4 = FloatVector.broadcast(S, Constants.TANH_4);
        FloatVector t3 = FloatVector.broadcast(S, Constants.TANH_3), t2 = FloatVector.broadcast(S, Constants.TANH_2);
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
                FloatVector ri2 = ri.mul(ri);
                FloatVector qi = p7.fma(ri2, p6.fma(ri, p5))
                        .fma(ri2, p4.fma(ri, p3))
                        .fma(ri, p2)
                        .fma(ri2, ri);
                FloatVector wi = si.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats()
                        .mul(lowered);
                FloatVector ei = qi.fma(wi, wi);
                FloatVector i =
                        one.blend(ei, zi.compare(VectorOperators.LT, 0f)).div(ei.add(one));
                FloatVector zg = FloatVector.fromArray(S, sums, from + 2 * L)
                        .add(FloatVector.fromArray(S, bias, 4 * unit + 2 * L));
                FloatVector mg = zg.abs();
                mg = mg.blend(highest, mg.compare(VectorOperators.GT, highest));
                FloatVector sg = mg.fma(twiceLog2e, biased);
                FloatVector ng = sg.sub(biased);
                FloatVector rg = ng.fma(halfLn2, mg);
                FloatVector rg2 = rg.mul(rg);
                FloatVector qg = t7.fma(rg2, t6.fma(rg, t5))
                        .fma(rg2, t4.fma(rg, t3))
                        .fma(rg, t2)
                        .fma(rg2, rg);
                FloatVector wg = sg.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector eg = qg.fma(wg, wg.fma(half, minusHalf));
                IntVector gg = zg.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
                FloatVector g = eg.div(eg.add(one))
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
                FloatVector rf2 = rf.mul(rf);
                FloatVector qf = p7.fma(rf2, p6.fma(rf, p5))
                        .fma(rf2, p4.fma(rf, p3))
                        .fma(rf, p2)
                        .fma(rf2, rf);
                FloatVector wf = sf.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats()
                        .mul(lowered);
                FloatVector ef = qf.fma(wf, wf);
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
                FloatVector sc = mc.fma(twiceLog2e, biased);
                FloatVector nc = sc.sub(biased);
                FloatVector rc = nc.fma(halfLn2, mc);
                FloatVector rc2 = rc.mul(rc);
                FloatVector qc = t7.fma(rc2, t6.fma(rc, t5))
                        .fma(rc2, t4.fma(rc, t3))
                        .fma(rc, t2)
                        .fma(rc2, rc);
                FloatVector wc = sc.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector ec = qc.fma(wc, wc.fma(half, minusHalf));
                IntVector gc = c.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
                FloatVector t = ec.div(ec.add(one))
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
                FloatVector ro2 = ro.mul(ro);
                FloatVector qo = p7.fma(ro2, p6.fma(ro, p5))
                        .fma(ro2, p4.fma(ro, p3))
                        .fma(ro, p2)
                        .fma(ro2, ro);
                FloatVector wo = so.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats()
                        .mul(lowered);
                FloatVector eo = qo.fma(wo, wo);
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
