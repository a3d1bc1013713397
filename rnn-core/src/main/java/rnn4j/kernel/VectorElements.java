package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Apply functions to ranges on the Vector API: whole vectors, then one masked vector for the rest.
 *
 * <p>One leaf method a function, with the loop written out; a scalar argument is a vector made before the loop. What has
 * more than one operation stands in {@link VectorFunctions}; what no vector instruction gives is left to
 * {@link PlainElements}.
 */
final class VectorElements implements ElementKernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private final PlainElements plain = new PlainElements();

    @Override
    public void unary(Unary f, float[] x, int xFrom, float[] y, int yFrom, int n) {
        Ranges.check(x, xFrom, n);
        Ranges.check(y, yFrom, n);
        if (n < L) {
            plain.unary(f, x, xFrom, y, yFrom, n); // one masked vector is called too seldom for C2
            return;
        }
        switch (f) {
            case NEG -> neg(x, xFrom, y, yFrom, n);
            case ONE_MINUS -> oneMinus(x, xFrom, y, yFrom, n);
            case SQUARE -> square(x, xFrom, y, yFrom, n);
            case SQRT -> sqrt(x, xFrom, y, yFrom, n);
            case ABS -> abs(x, xFrom, y, yFrom, n);
            case EXP -> VectorFunctions.exp(x, xFrom, y, yFrom, n);
            case LOG -> VectorFunctions.log(x, xFrom, y, yFrom, n);
            case LOG1P -> VectorFunctions.log1p(x, xFrom, y, yFrom, n);
            case SIGMOID -> VectorFunctions.sigmoid(x, xFrom, y, yFrom, n);
            case TANH -> VectorFunctions.tanh(x, xFrom, y, yFrom, n);
            case RELU -> relu(x, xFrom, y, yFrom, n);
            case SOFTPLUS -> VectorFunctions.softplus(x, xFrom, y, yFrom, n);
            case SIN, COS -> plain.unary(f, x, xFrom, y, yFrom, n);
            case RECIPROCAL -> reciprocal(x, xFrom, y, yFrom, n);
        }
    }

    @Override
    public void binary(
            Binary f,
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            float[] y,
            int yFrom,
            int n) {
        Ranges.check(a, aFrom, aStride, n, "a");
        Ranges.check(b, bFrom, bStride, n, "b");
        Ranges.check(y, yFrom, n);
        if (n < L) {
            plain.binary(f, a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            return;
        }
        switch (f) {
            case ADD -> add(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case SUB -> sub(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case MUL -> mul(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case DIV -> div(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case MIN -> min(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case MAX -> max(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case FLOOR_MOD -> plain.binary(f, a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case GREATER -> greater(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case GREATER_EQUAL -> greaterEqual(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case EQUAL -> equal(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
        }
    }

    @Override
    public void ternary(
            Ternary f,
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            float[] c,
            int cFrom,
            int cStride,
            float[] y,
            int yFrom,
            int n) {
        Ranges.check(a, aFrom, aStride, n, "a");
        Ranges.check(b, bFrom, bStride, n, "b");
        Ranges.check(c, cFrom, cStride, n, "c");
        Ranges.check(y, yFrom, n);
        if (n < L) {
            plain.ternary(f, a, aFrom, aStride, b, bFrom, bStride, c, cFrom, cStride, y, yFrom, n);
            return;
        }
        switch (f) {
            case MUL_ADD -> mulAdd(a, aFrom, aStride, b, bFrom, bStride, c, cFrom, cStride, y, yFrom, n);
            case SELECT -> select(a, aFrom, aStride, b, bFrom, bStride, c, cFrom, cStride, y, yFrom, n);
        }
    }

    private static void neg(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i);
            v.neg().intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, xFrom + whole, rest);
            v.neg().intoArray(y, yFrom + whole, rest);
        }
    }

    private static void oneMinus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i);
            FloatVector.broadcast(S, 1f).sub(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, xFrom + whole, rest);
            FloatVector.broadcast(S, 1f).sub(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void square(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i);
            v.mul(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, xFrom + whole, rest);
            v.mul(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void sqrt(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i);
            v.sqrt().intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, xFrom + whole, rest);
            v.sqrt().intoArray(y, yFrom + whole, rest);
        }
    }

    private static void abs(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i);
            v.abs().intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, xFrom + whole, rest);
            v.abs().intoArray(y, yFrom + whole, rest);
        }
    }

    private static void relu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i);
            v.blend(0f, v.compare(VectorOperators.LT, 0f)).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, xFrom + whole, rest);
            v.blend(0f, v.compare(VectorOperators.LT, 0f)).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void reciprocal(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i);
            FloatVector.broadcast(S, 1f).div(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, xFrom + whole, rest);
            FloatVector.broadcast(S, 1f).div(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void add(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            u.add(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            u.add(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void sub(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            u.sub(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            u.sub(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void mul(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            u.mul(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            u.mul(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void div(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            u.div(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            u.div(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void min(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            u.min(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            u.min(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void max(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            u.max(v).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            u.max(v).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void greater(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            FloatVector.zero(S).blend(1f, u.compare(VectorOperators.GT, v)).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            FloatVector.zero(S).blend(1f, u.compare(VectorOperators.GT, v)).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void greaterEqual(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            FloatVector.zero(S).blend(1f, u.compare(VectorOperators.GE, v)).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            FloatVector.zero(S).blend(1f, u.compare(VectorOperators.GE, v)).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void equal(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            FloatVector.zero(S).blend(1f, u.compare(VectorOperators.EQ, v)).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            FloatVector.zero(S).blend(1f, u.compare(VectorOperators.EQ, v)).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void mulAdd(
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            float[] c,
            int cFrom,
            int cStride,
            float[] y,
            int yFrom,
            int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        FloatVector c0 = FloatVector.broadcast(S, c[cFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            FloatVector w = cStride == 0 ? c0 : FloatVector.fromArray(S, c, cFrom + i);
            u.fma(v, w).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            FloatVector w = cStride == 0 ? c0 : FloatVector.fromArray(S, c, cFrom + whole, rest);
            u.fma(v, w).intoArray(y, yFrom + whole, rest);
        }
    }

    private static void select(
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            float[] c,
            int cFrom,
            int cStride,
            float[] y,
            int yFrom,
            int n) {
        FloatVector a0 = FloatVector.broadcast(S, a[aFrom]);
        FloatVector b0 = FloatVector.broadcast(S, b[bFrom]);
        FloatVector c0 = FloatVector.broadcast(S, c[cFrom]);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + i);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + i);
            FloatVector w = cStride == 0 ? c0 : FloatVector.fromArray(S, c, cFrom + i);
            w.blend(v, u.compare(VectorOperators.NE, 0f)).intoArray(y, yFrom + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector u = aStride == 0 ? a0 : FloatVector.fromArray(S, a, aFrom + whole, rest);
            FloatVector v = bStride == 0 ? b0 : FloatVector.fromArray(S, b, bFrom + whole, rest);
            FloatVector w = cStride == 0 ? c0 : FloatVector.fromArray(S, c, cFrom + whole, rest);
            w.blend(v, u.compare(VectorOperators.NE, 0f)).intoArray(y, yFrom + whole, rest);
        }
    }
}
