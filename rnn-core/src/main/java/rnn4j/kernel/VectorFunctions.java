package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Compute the exponential and its kin on the Vector API, operation by operation as {@link Scalars} does.
 *
 * <p>The bodies are written out and repeat one another on purpose: a vector that crosses a call is boxed as soon as C2
 * declines to inline it. A loop's last vector is masked where less than a whole one is left.
 */
final class VectorFunctions {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private VectorFunctions() {}

    static void exp(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            boolean whole = i <= n - L;
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v =
                    whole ? FloatVector.fromArray(S, x, xFrom + i) : FloatVector.fromArray(S, x, xFrom + i, rest);
            FloatVector b = v.blend(Constants.EXP_HIGHEST, v.compare(VectorOperators.GT, Constants.EXP_HIGHEST));
            b = b.blend(Constants.EXP_LOWEST, b.compare(VectorOperators.LT, Constants.EXP_LOWEST));
            FloatVector shifted = b.fma(
                    FloatVector.broadcast(S, Constants.LOG2_E), FloatVector.broadcast(S, Constants.ROUND_TWICE_BIASED));
            FloatVector exponent = shifted.sub(Constants.ROUND_TWICE_BIASED);
            FloatVector r = exponent.fma(FloatVector.broadcast(S, -Constants.LN2_HIGH), b);
            r = exponent.fma(FloatVector.broadcast(S, -Constants.LN2_LOW), r);
            FloatVector square = r.mul(r);
            FloatVector q3 =
                    r.fma(FloatVector.broadcast(S, Constants.EXP_4), FloatVector.broadcast(S, Constants.EXP_3));
            FloatVector q5 =
                    r.fma(FloatVector.broadcast(S, Constants.EXP_6), FloatVector.broadcast(S, Constants.EXP_5));
            FloatVector q =
                    square.fma(FloatVector.broadcast(S, Constants.EXP_7), q5).fma(square, q3);
            FloatVector p = q.fma(r, FloatVector.broadcast(S, Constants.EXP_2)).fma(square, r);
            IntVector bits = shifted.reinterpretAsInts();
            IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
            FloatVector first = half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
            FloatVector second =
                    bits.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
            FloatVector result = p.fma(first, first).mul(second);
            if (whole) {
                result.intoArray(y, yFrom + i);
            } else {
                result.intoArray(y, yFrom + i, rest);
            }
        }
    }

    static void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            boolean whole = i <= n - L;
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v =
                    whole ? FloatVector.fromArray(S, x, xFrom + i) : FloatVector.fromArray(S, x, xFrom + i, rest);
            FloatVector b =
                    v.blend(Constants.SIGMOID_HIGHEST, v.compare(VectorOperators.GT, Constants.SIGMOID_HIGHEST));
            b = b.blend(Constants.EXP_LOWEST, b.compare(VectorOperators.LT, Constants.EXP_LOWEST));
            FloatVector shifted =
                    b.fma(FloatVector.broadcast(S, -Constants.LOG2_E), FloatVector.broadcast(S, Constants.ROUND_SMALL));
            FloatVector exponent = shifted.sub(Constants.ROUND_SMALL);
            FloatVector r = exponent.fma(FloatVector.broadcast(S, Constants.LN2_HIGH), b);
            r = exponent.fma(FloatVector.broadcast(S, Constants.LN2_LOW), r);
            FloatVector square = r.mul(r);
            FloatVector q3 =
                    r.fma(FloatVector.broadcast(S, Constants.SIGMOID_4), FloatVector.broadcast(S, Constants.SIGMOID_3));
            FloatVector q5 =
                    r.fma(FloatVector.broadcast(S, Constants.SIGMOID_6), FloatVector.broadcast(S, Constants.SIGMOID_5));
            FloatVector q = q5.fma(square, q3);
            FloatVector u =
                    q.fma(r, FloatVector.broadcast(S, Constants.SIGMOID_2)).fma(square, r);
            FloatVector minusScale = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .lanewise(VectorOperators.OR, Constants.MINUS_SEVEN_QUARTERS)
                    .reinterpretAsFloats();
            FloatVector numerator = FloatVector.broadcast(S, Constants.SIGMOID_SCALE);
            FloatVector result = numerator.div(minusScale.fma(u, numerator.sub(minusScale)));
            if (whole) {
                result.intoArray(y, yFrom + i);
            } else {
                result.intoArray(y, yFrom + i, rest);
            }
        }
    }

    static void tanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            boolean whole = i <= n - L;
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v =
                    whole ? FloatVector.fromArray(S, x, xFrom + i) : FloatVector.fromArray(S, x, xFrom + i, rest);
            // a factor, since C2 now and then leaves the reinterpretation of a blend's result as a call, and boxes
            FloatVector sign = v.reinterpretAsInts()
                    .lanewise(VectorOperators.AND, 0x8000_0000)
                    .lanewise(VectorOperators.OR, Constants.ONE_BITS)
                    .reinterpretAsFloats();
            FloatVector magnitude = v.abs();
            FloatVector b = magnitude.blend(
                    Constants.TANH_HIGHEST, magnitude.compare(VectorOperators.GT, Constants.TANH_HIGHEST));
            FloatVector shifted = b.fma(
                    FloatVector.broadcast(S, Constants.TWICE_LOG2_E),
                    FloatVector.broadcast(S, Constants.ROUND_DOUBLED));
            FloatVector exponent = shifted.sub(Constants.ROUND_DOUBLED);
            FloatVector r = exponent.fma(FloatVector.broadcast(S, -Constants.HALF_LN2), b);
            FloatVector square = r.mul(r);
            FloatVector q3 =
                    r.fma(FloatVector.broadcast(S, Constants.TANH_4), FloatVector.broadcast(S, Constants.TANH_3));
            FloatVector q5 =
                    r.fma(FloatVector.broadcast(S, Constants.TANH_6), FloatVector.broadcast(S, Constants.TANH_5));
            FloatVector q = q5.fma(square, q3);
            FloatVector halfExpm1 =
                    q.fma(r, FloatVector.broadcast(S, Constants.TANH_2)).fma(square, r);
            FloatVector scale = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            FloatVector one = FloatVector.broadcast(S, 1f);
            FloatVector denominator = scale.fma(halfExpm1, scale.fma(FloatVector.broadcast(S, 0.5f), one));
            FloatVector large = one.sub(FloatVector.broadcast(S, 2f).div(denominator));
            FloatVector z = magnitude.mul(magnitude);
            FloatVector p = z.fma(
                    FloatVector.broadcast(S, Constants.TANH_SMALL_6), FloatVector.broadcast(S, Constants.TANH_SMALL_4));
            p = p.fma(z, FloatVector.broadcast(S, Constants.TANH_SMALL_2));
            p = p.fma(z, FloatVector.broadcast(S, Constants.TANH_SMALL_0));
            FloatVector small = p.mul(z).fma(magnitude, magnitude);
            FloatVector result = large.blend(small, magnitude.compare(VectorOperators.LT, Constants.TANH_LARGE))
                    .mul(sign);
            if (whole) {
                result.intoArray(y, yFrom + i);
            } else {
                result.intoArray(y, yFrom + i, rest);
            }
        }
    }

    static void log(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            boolean whole = i <= n - L;
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v =
                    whole ? FloatVector.fromArray(S, x, xFrom + i) : FloatVector.fromArray(S, x, xFrom + i, rest);
            VectorMask<Float> denormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            // times 1 changes no bit; see tanh for why it is the factor that is blended
            FloatVector factor = FloatVector.broadcast(S, 1f).blend(0x1p23f, denormal);
            IntVector bits = v.mul(factor).reinterpretAsInts();
            IntVector scaling = bits.sub(Constants.TWO_THIRDS_BITS).lanewise(VectorOperators.AND, 0xff80_0000);
            FloatVector m = bits.sub(scaling).reinterpretAsFloats().sub(1f);
            FloatVector round = FloatVector.broadcast(S, Constants.ROUND).blend(Constants.ROUND + 23f, denormal);
            FloatVector k = scaling.lanewise(VectorOperators.ASHR, 23)
                    .add(Constants.ROUND_BITS)
                    .reinterpretAsFloats()
                    .sub(round);
            FloatVector p = FloatVector.broadcast(S, Constants.LOG_10);
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_9));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_8));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_7));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_6));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_5));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_4));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_3));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_2));
            FloatVector log = k.fma(FloatVector.broadcast(S, Constants.LN2), p.fma(m.mul(m), m));
            FloatVector result = v.blend(log, v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
            result = result.blend(Float.NaN, v.compare(VectorOperators.LT, 0f));
            result = result.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
            if (whole) {
                result.intoArray(y, yFrom + i);
            } else {
                result.intoArray(y, yFrom + i, rest);
            }
        }
    }

    static void log1p(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            boolean whole = i <= n - L;
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v =
                    whole ? FloatVector.fromArray(S, x, xFrom + i) : FloatVector.fromArray(S, x, xFrom + i, rest);
            IntVector scaling = v.add(1f)
                    .reinterpretAsInts()
                    .sub(Constants.TWO_THIRDS_BITS)
                    .lanewise(VectorOperators.AND, 0xff80_0000);
            FloatVector scaled = v.reinterpretAsInts().sub(scaling).reinterpretAsFloats();
            FloatVector fourfold =
                    IntVector.broadcast(I, Constants.FOUR_BITS).sub(scaling).reinterpretAsFloats();
            FloatVector m = scaled.add(fourfold.fma(FloatVector.broadcast(S, 0.25f), FloatVector.broadcast(S, -1f)));
            FloatVector k = scaling.lanewise(VectorOperators.ASHR, 23)
                    .add(Constants.ROUND_BITS)
                    .reinterpretAsFloats()
                    .sub(Constants.ROUND);
            FloatVector p = FloatVector.broadcast(S, Constants.LOG_10);
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_9));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_8));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_7));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_6));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_5));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_4));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_3));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_2));
            FloatVector log = k.fma(FloatVector.broadcast(S, Constants.LN2), p.fma(m.mul(m), m));
            FloatVector result = v.blend(log, v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
            result = result.blend(Float.NaN, v.compare(VectorOperators.LT, -1f));
            result = result.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, -1f));
            result = result.blend(v, v.compare(VectorOperators.EQ, 0f));
            if (whole) {
                result.intoArray(y, yFrom + i);
            } else {
                result.intoArray(y, yFrom + i, rest);
            }
        }
    }

    static void softplus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            boolean whole = i <= n - L;
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v =
                    whole ? FloatVector.fromArray(S, x, xFrom + i) : FloatVector.fromArray(S, x, xFrom + i, rest);
            FloatVector b = v.blend(Constants.EXP_LOWEST, v.compare(VectorOperators.LT, Constants.EXP_LOWEST));
            FloatVector shifted =
                    b.fma(FloatVector.broadcast(S, Constants.LOG2_E), FloatVector.broadcast(S, Constants.ROUND_RAISED));
            FloatVector exponent = shifted.sub(Constants.ROUND_RAISED);
            FloatVector r = exponent.fma(FloatVector.broadcast(S, -Constants.LN2_HIGH), b);
            r = exponent.fma(FloatVector.broadcast(S, -Constants.LN2_LOW), r);
            FloatVector square = r.mul(r);
            FloatVector q3 =
                    r.fma(FloatVector.broadcast(S, Constants.EXP_4), FloatVector.broadcast(S, Constants.EXP_3));
            FloatVector q5 =
                    r.fma(FloatVector.broadcast(S, Constants.EXP_6), FloatVector.broadcast(S, Constants.EXP_5));
            FloatVector q =
                    square.fma(FloatVector.broadcast(S, Constants.EXP_7), q5).fma(square, q3);
            FloatVector m1 = q.fma(r, FloatVector.broadcast(S, Constants.EXP_2)).fma(square, r);
            FloatVector scale = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats()
                    .mul(Constants.LOWERED);
            FloatVector e = m1.fma(scale, scale);
            IntVector scaling = e.add(1f)
                    .reinterpretAsInts()
                    .sub(Constants.TWO_THIRDS_BITS)
                    .lanewise(VectorOperators.AND, 0xff80_0000);
            FloatVector scaled = e.reinterpretAsInts().sub(scaling).reinterpretAsFloats();
            FloatVector fourfold =
                    IntVector.broadcast(I, Constants.FOUR_BITS).sub(scaling).reinterpretAsFloats();
            FloatVector m = scaled.add(fourfold.fma(FloatVector.broadcast(S, 0.25f), FloatVector.broadcast(S, -1f)));
            FloatVector k = scaling.lanewise(VectorOperators.ASHR, 23)
                    .add(Constants.ROUND_BITS)
                    .reinterpretAsFloats()
                    .sub(Constants.ROUND);
            FloatVector p = FloatVector.broadcast(S, Constants.LOG_10);
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_9));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_8));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_7));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_6));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_5));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_4));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_3));
            p = p.fma(m, FloatVector.broadcast(S, Constants.LOG_2));
            FloatVector log = k.fma(FloatVector.broadcast(S, Constants.LN2), p.fma(m.mul(m), m));
            FloatVector result = v.blend(log, v.compare(VectorOperators.LE, Constants.SOFTPLUS_HIGHEST));
            if (whole) {
                result.intoArray(y, yFrom + i);
            } else {
                result.intoArray(y, yFrom + i, rest);
            }
        }
    }
}
