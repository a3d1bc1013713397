package rnn4j.bench.yardstick;

import jdk.incubator.vector.FloatVector;
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
        FloatVector half = FloatVector.broadcast(S, 0.5f), two = FloatVector.broadcast(S, 2f);
        FloatVector lowest = FloatVector.broadcast(S, Constants.EXP_LOWEST);
        FloatVector highest = FloatVector.broadcast(S, Constants.SIGMOID_HIGHEST);
        FloatVector end = FloatVector.broadcast(S, Constants.TANH_HIGHEST);
        FloatVector large = FloatVector.broadcast(S, Constants.TANH_LARGE);
        FloatVector minusLog2e = FloatVector.broadcast(S, -Constants.LOG2_E);
        FloatVector twiceLog2e = FloatVector.broadcast(S, Constants.TWICE_LOG2_E);
        FloatVector halfLn2 = FloatVector.broadcast(S, -Constants.HALF_LN2);
        FloatVector ln2High = FloatVector.broadcast(S, Constants.LN2_HIGH);
        FloatVector ln2Low = FloatVector.broadcast(S, Constants.LN2_LOW);
        FloatVector small = FloatVector.broadcast(S, Constants.ROUND_SMALL);
        FloatVector doubled = FloatVector.broadcast(S, Constants.ROUND_DOUBLED);
        FloatVector scale = FloatVector.broadcast(S, Constants.SIGMOID_SCALE);
        FloatVector p6 = FloatVector.broadcast(S, Constants.SIGMOID_6);
        FloatVector p5 = FloatVector.broadcast(S, Constants.SIGMOID_5);
        FloatVector p4 = FloatVector.broadcast(S, Constants.SIGMOID_4);
        FloatVector p3 = FloatVector.broadcast(S, Constants.SIGMOID_3);
        FloatVector p2 = FloatVector.broadcast(S, Constants.SIGMOID_2);
        FloatVector t6 = FloatVector.broadcast(S, Constants.TANH_6), t5 = FloatVector.broadcast(S, Constants.TANH_5);
        FloatVector t4 = FloatVector.broadcast(S, Constants.TANH_4), t3 = FloatVector.broadcast(S, Constants.TANH_3);
        FloatVector t2 = FloatVector.broadcast(S, Constants.TANH_2);
        FloatVector s6 = FloatVector.broadcast(S, Constants.TANH_SMALL_6);
        FloatVector s4 = FloatVector.broadcast(S, Constants.TANH_SMALL_4);
        FloatVector s2 = FloatVector.broadcast(S, Constants.TANH_SMALL_2);
        FloatVector s0 = FloatVector.broadcast(S, Constants.TANH_SMALL_0);
        int from = sumsFrom, at = gatesFrom, old = oldFrom, next = nextFrom, out = outputsFrom;
        for (int row = 0; row < rows; row++) {
            for (int unit = 0; unit < units; unit += L, at += 4 * L, from += 4 * L, old += L, next += L, out += L) {
                FloatVector zi = FloatVector.fromArray(S, sums, from).add(FloatVector.fromArray(S, bias, 4 * unit));
                FloatVector bi = zi.blend(highest, zi.compare(VectorOperators.GT, highest));
                bi = bi.blend(lowest, bi.compare(VectorOperators.LT, lowest));
                FloatVector si = bi.fma(minusLog2e, small);
                FloatVector ni = si.sub(small);
                FloatVector ri = ni.fma(ln2Low, ni.fma(ln2High, bi));
                FloatVector ri2 = ri.mul(ri);
                FloatVector ui =
                        p6.fma(ri, p5).fma(ri2, p4.fma(ri, p3)).fma(ri, p2).fma(ri2, ri);
                FloatVector wi = si.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .lanewise(VectorOperators.OR, Constants.MINUS_SEVEN_QUARTERS)
                        .reinterpretAsFloats();
                FloatVector i = scale.div(wi.fma(ui, scale.sub(wi)));
                FloatVector zg = FloatVector.fromArray(S, sums, from + 2 * L)
                        .add(FloatVector.fromArray(S, bias, 4 * unit + 2 * L));
                FloatVector mg = zg.abs();
                FloatVector bg = mg.blend(end, mg.compare(VectorOperators.GT, end));
                FloatVector sg = bg.fma(twiceLog2e, doubled);
                FloatVector ng = sg.sub(doubled);
                FloatVector rg = ng.fma(halfLn2, bg);
                FloatVector rg2 = rg.mul(rg);
                FloatVector qg =
                        t6.fma(rg, t5).fma(rg2, t4.fma(rg, t3)).fma(rg, t2).fma(rg2, rg);
                FloatVector wg = sg.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector eg = one.sub(two.div(wg.fma(qg, wg.fma(half, one))));
                FloatVector mg2 = mg.mul(mg);
                FloatVector pg = s6.fma(mg2, s4).fma(mg2, s2).fma(mg2, s0);
                FloatVector gg = zg.reinterpretAsInts()
                        .lanewise(VectorOperators.AND, SIGN)
                        .lanewise(VectorOperators.OR, Constants.ONE_BITS)
                        .reinterpretAsFloats();
                FloatVector g = eg.blend(pg.mul(mg2).fma(mg, mg), mg.compare(VectorOperators.LT, large))
                        .mul(gg);
                FloatVector zf =
                        FloatVector.fromArray(S, sums, from + L).add(FloatVector.fromArray(S, bias, 4 * unit + L));
                FloatVector bf = zf.blend(highest, zf.compare(VectorOperators.GT, highest));
                bf = bf.blend(lowest, bf.compare(VectorOperators.LT, lowest));
                FloatVector sf = bf.fma(minusLog2e, small);
                FloatVector nf = sf.sub(small);
                FloatVector rf = nf.fma(ln2Low, nf.fma(ln2High, bf));
                FloatVector rf2 = rf.mul(rf);
                FloatVector uf =
                        p6.fma(rf, p5).fma(rf2, p4.fma(rf, p3)).fma(rf, p2).fma(rf2, rf);
                FloatVector wf = sf.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .lanewise(VectorOperators.OR, Constants.MINUS_SEVEN_QUARTERS)
                        .reinterpretAsFloats();
                FloatVector f = scale.div(wf.fma(uf, scale.sub(wf)));
                FloatVector c = f.mul(FloatVector.fromArray(S, cells, old)).add(i.mul(g));
                c.intoArray(cells, next);
                if (keep) {
                    i.intoArray(gates, at);
                    f.intoArray(gates, at + L);
                    g.intoArray(gates, at + 2 * L);
                }
                FloatVector mc = c.abs();
                FloatVector bc = mc.blend(end, mc.compare(VectorOperators.GT, end));
                FloatVector sc = bc.fma(twiceLog2e, doubled);
                FloatVector nc = sc.sub(doubled);
                FloatVector rc = nc.fma(halfLn2, bc);
                FloatVector rc2 = rc.mul(rc);
                FloatVector qc =
                        t6.fma(rc, t5).fma(rc2, t4.fma(rc, t3)).fma(rc, t2).fma(rc2, rc);
                FloatVector wc = sc.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .reinterpretAsFloats();
                FloatVector ec = one.sub(two.div(wc.fma(qc, wc.fma(half, one))));
                FloatVector mc2 = mc.mul(mc);
                FloatVector pc = s6.fma(mc2, s4).fma(mc2, s2).fma(mc2, s0);
                FloatVector gc = c.reinterpretAsInts()
                        .lanewise(VectorOperators.AND, SIGN)
                        .lanewise(VectorOperators.OR, Constants.ONE_BITS)
                        .reinterpretAsFloats();
                FloatVector t = ec.blend(pc.mul(mc2).fma(mc, mc), mc.compare(VectorOperators.LT, large))
                        .mul(gc);
                FloatVector zo = FloatVector.fromArray(S, sums, from + 3 * L)
                        .add(FloatVector.fromArray(S, bias, 4 * unit + 3 * L));
                FloatVector bo = zo.blend(highest, zo.compare(VectorOperators.GT, highest));
                bo = bo.blend(lowest, bo.compare(VectorOperators.LT, lowest));
                FloatVector so = bo.fma(minusLog2e, small);
                FloatVector no = so.sub(small);
                FloatVector ro = no.fma(ln2Low, no.fma(ln2High, bo));
                FloatVector ro2 = ro.mul(ro);
                FloatVector uo =
                        p6.fma(ro, p5).fma(ro2, p4.fma(ro, p3)).fma(ro, p2).fma(ro2, ro);
                FloatVector wo = so.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, 23)
                        .lanewise(VectorOperators.OR, Constants.MINUS_SEVEN_QUARTERS)
                        .reinterpretAsFloats();
                FloatVector o = scale.div(wo.fma(uo, scale.sub(wo)));
                o.mul(t).intoArray(outputs, out);
                if (keep) {
                    o.intoArray(gates, at + 3 * L);
                    t.intoArray(tanhs, old);
                }
            }
        }
    }
}
