package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link Rows} on the Vector API. The 16 lanes of a sum are one, two or four vectors; the tree over them
 * is written out, since the order of {@code reduceLanes(ADD)} is nobody's promise.
 */
final class VectorRowLoops implements RowLoops {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int LANES = 16;

    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(S, 1, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(S, 2, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(S, 4, 1, true);
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(S, 8, 1, true);

    private final RowLoops plain = new PlainRowLoops();

    @Override
    public float blockSum(float[] x, int from, int n) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        int whole = n & -LANES;
        for (int i = from; i < from + whole; i += LANES) {
            s0 = s0.add(FloatVector.fromArray(S, x, i));
            if (L <= 8) {
                s1 = s1.add(FloatVector.fromArray(S, x, i + L));
            }
            if (L == 4) {
                s2 = s2.add(FloatVector.fromArray(S, x, i + 2 * L));
                s3 = s3.add(FloatVector.fromArray(S, x, i + 3 * L));
            }
        }
        if (whole < n) {
            int i = from + whole;
            s0 = s0.add(FloatVector.fromArray(S, x, i, S.indexInRange(whole, n)));
            if (L <= 8) {
                s1 = s1.add(FloatVector.fromArray(S, x, i + L, S.indexInRange(whole + L, n)));
            }
            if (L == 4) {
                s2 = s2.add(FloatVector.fromArray(S, x, i + 2 * L, S.indexInRange(whole + 2 * L, n)));
                s3 = s3.add(FloatVector.fromArray(S, x, i + 3 * L, S.indexInRange(whole + 3 * L, n)));
            }
        }
        FloatVector sum = L == 4 ? s0.add(s2).add(s1.add(s3)) : L == 8 ? s0.add(s1) : s0;
        sum = L == 16 ? sum.add(sum.rearrange(BY_8)) : sum;
        sum = L >= 8 ? sum.add(sum.rearrange(BY_4)) : sum;
        sum = sum.add(sum.rearrange(BY_2));
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }

    /** Left to the plain loop: conversions to double take most of the time, and norms are rare. */
    @Override
    public double blockSumOfSquares(float[] x, int from, int n) {
        return plain.blockSumOfSquares(x, from, n);
    }

    @Override
    public float max(float[] x, int from, int n) {
        FloatVector lowest = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector largest = lowest;
        int whole = S.loopBound(n);
        for (int i = from; i < from + whole; i += L) {
            largest = largest.max(FloatVector.fromArray(S, x, i));
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            largest = largest.max(lowest.blend(FloatVector.fromArray(S, x, from + whole, rest), rest));
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    @Override
    public float maxAbs(float[] x, int from, int n) {
        FloatVector largest = FloatVector.zero(S);
        int whole = S.loopBound(n);
        for (int i = from; i < from + whole; i += L) {
            largest = largest.max(FloatVector.fromArray(S, x, i).abs());
        }
        if (whole < n) {
            largest = largest.max(FloatVector.fromArray(S, x, from + whole, S.indexInRange(whole, n))
                    .abs());
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    /** As {@link VectorFunctions} computes it, of an argument that is not above zero. */
    @Override
    public void exponentials(float[] x, int from, int n, float largest, float[] y, int to) {
        for (int i = 0; i < n; i += L) {
            boolean whole = i <= n - L;
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v = whole ? FloatVector.fromArray(S, x, from + i) : FloatVector.fromArray(S, x, from + i, rest);
            FloatVector b = v.sub(largest);
            b = b.blend(Constants.EXP_LOWEST, b.compare(VectorOperators.LT, Constants.EXP_LOWEST));
            FloatVector shifted =
                    b.fma(FloatVector.broadcast(S, Constants.LOG2_E), FloatVector.broadcast(S, Constants.ROUND_RAISED));
            FloatVector exponent = shifted.sub(Constants.ROUND_RAISED);
            FloatVector r = exponent.fma(FloatVector.broadcast(S, -Constants.LN2_HIGH), b);
            r = exponent.fma(FloatVector.broadcast(S, -Constants.LN2_LOW), r);
            FloatVector square = r.mul(r);
            FloatVector q2 =
                    r.fma(FloatVector.broadcast(S, Constants.EXP_3), FloatVector.broadcast(S, Constants.EXP_2));
            FloatVector q4 =
                    r.fma(FloatVector.broadcast(S, Constants.EXP_5), FloatVector.broadcast(S, Constants.EXP_4));
            FloatVector q6 =
                    r.fma(FloatVector.broadcast(S, Constants.EXP_7), FloatVector.broadcast(S, Constants.EXP_6));
            FloatVector p = q6.fma(square, q4).fma(square, q2).fma(square, r);
            FloatVector scale = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats()
                    .mul(Constants.LOWERED);
            FloatVector e = p.fma(scale, scale);
            if (whole) {
                e.intoArray(y, to + i);
            } else {
                e.intoArray(y, to + i, rest);
            }
        }
    }

    @Override
    public void divide(float[] y, int from, int n, float divisor) {
        int whole = S.loopBound(n);
        for (int i = from; i < from + whole; i += L) {
            FloatVector.fromArray(S, y, i).div(divisor).intoArray(y, i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector.fromArray(S, y, from + whole, rest).div(divisor).intoArray(y, from + whole, rest);
        }
    }

    @Override
    public void subtract(float[] x, int from, int n, float first, float second, float[] y, int to) {
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector.fromArray(S, x, from + i).sub(first).sub(second).intoArray(y, to + i);
        }
        if (whole < n) {
            VectorMask<Float> rest = S.indexInRange(whole, n);
            FloatVector v = FloatVector.fromArray(S, x, from + whole, rest);
            v.sub(first).sub(second).intoArray(y, to + whole, rest);
        }
    }

    /** Four rows at a time pass over y, which so is read and written a quarter as often; the order of the additions stays. */
    @Override
    public void addRows(float[] x, int from, int rows, int inner, float[] y, int to) {
        int row = 0;
        for (; row <= rows - 4; row += 4) {
            addFour(x, from + row * inner, inner, y, to);
        }
        for (; row < rows; row++) {
            addOne(x, from + row * inner, inner, y, to);
        }
    }

    private static void addFour(float[] x, int from, int inner, float[] y, int to) {
        int x1 = from + inner;
        int x2 = x1 + inner;
        int x3 = x2 + inner;
        int whole = S.loopBound(inner);
        for (int j = 0; j < whole; j += L) {
            FloatVector sum = FloatVector.fromArray(S, y, to + j).add(FloatVector.fromArray(S, x, from + j));
            sum = sum.add(FloatVector.fromArray(S, x, x1 + j)).add(FloatVector.fromArray(S, x, x2 + j));
            sum.add(FloatVector.fromArray(S, x, x3 + j)).intoArray(y, to + j);
        }
        for (int j = whole; j < inner; j++) {
            y[to + j] = (((y[to + j] + x[from + j]) + x[x1 + j]) + x[x2 + j]) + x[x3 + j];
        }
    }

    private static void addOne(float[] x, int from, int inner, float[] y, int to) {
        int whole = S.loopBound(inner);
        for (int j = 0; j < whole; j += L) {
            FloatVector sum = FloatVector.fromArray(S, y, to + j).add(FloatVector.fromArray(S, x, from + j));
            sum.intoArray(y, to + j);
        }
        for (int j = whole; j < inner; j++) {
            y[to + j] += x[from + j];
        }
    }

    @Override
    public void maxRows(float[] x, int from, int rows, int inner, float[] y, int to) {
        for (int row = 0; row < rows; row++) {
            maxRow(x, from + row * inner, inner, y, to);
        }
    }

    private static void maxRow(float[] x, int from, int inner, float[] y, int to) {
        int whole = S.loopBound(inner);
        for (int j = 0; j < whole; j += L) {
            FloatVector largest = FloatVector.fromArray(S, y, to + j).max(FloatVector.fromArray(S, x, from + j));
            largest.intoArray(y, to + j);
        }
        for (int j = whole; j < inner; j++) {
            y[to + j] = Math.max(y[to + j], x[from + j]);
        }
    }

    @Override
    public void transpose(float[] x, int from, int rows, int columns, float[] y, int to) {
        int size = VectorTranspose.SIZE;
        int wholeRows = L == size ? rows / size * size : 0;
        int wholeColumns = L == size ? columns / size * size : 0;
        for (int i = 0; i < wholeRows; i += size) {
            for (int j = 0; j < wholeColumns; j += size) {
                VectorTranspose.tile(x, from + i * columns + j, columns, y, to + j * rows + i, rows);
            }
        }
        PlainRowLoops.transpose(x, from, 0, wholeRows, wholeColumns, columns, rows, columns, y, to);
        PlainRowLoops.transpose(x, from, wholeRows, rows, 0, columns, rows, columns, y, to);
    }

    @Override
    public int largestBits(float[] x, int from, int n) {
        IntVector largest = IntVector.zero(I);
        int whole = S.loopBound(n);
        for (int i = from; i < from + whole; i += L) {
            largest = largest.max(FloatVector.fromArray(S, x, i).abs().reinterpretAsInts());
        }
        if (whole < n) {
            FloatVector v = FloatVector.fromArray(S, x, from + whole, S.indexInRange(whole, n));
            largest = largest.max(v.abs().reinterpretAsInts());
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }
}
