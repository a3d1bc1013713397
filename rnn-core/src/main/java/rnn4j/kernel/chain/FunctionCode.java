package rnn4j.kernel.chain;

import rnn4j.kernel.Binary;
import rnn4j.kernel.Constants;
import rnn4j.kernel.Ternary;
import rnn4j.kernel.Unary;

/**
 * Write out functions of vectors, operation by operation as the kernels compute them.
 *
 * <p>Operands are in local variables, the result is left on the stack. All in between is given back at the end, so that the
 * local variables of a long chain stay few.
 */
final class FunctionCode {
    private static final int SIGN = 0x8000_0000;
    private static final int EXPONENT = 0xff80_0000;

    private final VectorCode to;

    FunctionCode(VectorCode to) {
        this.to = to;
    }

    /** Whether a function can be written out; what no vector instruction gives is left to the kernels. */
    static boolean writes(Chain.Term term) {
        return switch (term) {
            case Chain.Apply one -> one.function() != Unary.SIN && one.function() != Unary.COS;
            case Chain.Apply2 two -> two.function() != Binary.FLOOR_MOD;
            default -> true;
        };
    }

    void unary(Unary f, int x) {
        int taken = to.taken();
        switch (f) {
            case NEG -> to.load(x).floats("neg", 0);
            case ONE_MINUS -> to.broadcast(1f).load(x).sub();
            case SQUARE -> to.load(x).load(x).mul();
            case SQRT -> to.load(x).floats("sqrt", 0);
            case ABS -> to.load(x).floats("abs", 0);
            case EXP -> exp(x);
            case LOG -> log(x);
            case LOG1P -> log1p(x);
            case SIGMOID -> sigmoid(x);
            case TANH -> tanh(x);
            case RELU -> positive(x);
            case SOFTPLUS -> softplus(x);
            case RECIPROCAL -> to.broadcast(1f).load(x).floats("div", 1);
            case SIN, COS -> throw new IllegalArgumentException("chain: " + f + " cannot be written out");
        }
        to.release(taken);
    }

    void binary(Binary f, int a, int b) {
        switch (f) {
            case ADD -> to.load(a).load(b).add();
            case SUB -> to.load(a).load(b).sub();
            case MUL -> to.load(a).load(b).mul();
            case DIV -> to.load(a).load(b).floats("div", 1);
            case MIN -> to.load(a).load(b).floats("min", 1);
            case MAX -> to.load(a).load(b).floats("max", 1);
            case GREATER -> oneWhere(a, "GT", b);
            case GREATER_EQUAL -> oneWhere(a, "GE", b);
            case EQUAL -> oneWhere(a, "EQ", b);
            case FLOOR_MOD -> throw new IllegalArgumentException("chain: " + f + " cannot be written out");
        }
    }

    void ternary(Ternary f, int a, int b, int c) {
        switch (f) {
            case MUL_ADD -> to.load(a).load(b).load(c).fma();
            case SELECT -> to.load(c).load(b).load(a).compare("NE", 0f).blend();
        }
    }

    private void oneWhere(int a, String comparison, int b) {
        to.broadcast(0f);
        to.code().loadConstant(1f);
        to.load(a).compare(comparison, b).blendNumber();
    }

    /** The vector on the stack, with {@code value} where {@code x} compares so with {@code bound}. */
    private void replace(float value, int x, String comparison, float bound) {
        to.code().loadConstant(value);
        to.load(x).compare(comparison, bound).blendNumber();
    }

    private void positive(int x) {
        to.load(x);
        replace(0f, x, "LT", 0f);
    }

    private void exp(int x) {
        to.load(x);
        replace(Constants.EXP_HIGHEST, x, "GT", Constants.EXP_HIGHEST);
        int b = boundedBelow(to.keep());
        int shifted = shifted(b, Constants.ROUND_TWICE_BIASED);
        int r = remainder(b, shifted, Constants.ROUND_TWICE_BIASED);
        int bits = to.load(shifted).toInts().keep();
        int half = to.load(bits).shift("ASHR", 1).keep();
        int scale = to.load(half).shift("LSHL", 23).toFloats().keep();
        expm1(r);
        to.load(scale).load(scale).fma();
        to.load(bits).load(half).ints("sub").shift("LSHL", 23).toFloats().mul();
    }

    private int boundedBelow(int b) {
        to.load(b);
        replace(Constants.EXP_LOWEST, b, "LT", Constants.EXP_LOWEST);
        return to.keep();
    }

    private int shifted(int b, float round) {
        return to.load(b).broadcast(Constants.LOG2_E).broadcast(round).fma().keep();
    }

    private int remainder(int b, int shifted, float round) {
        int exponent = to.load(shifted).number("sub", round).keep();
        int r = to.load(exponent).broadcast(-Constants.LN2_HIGH).load(b).fma().keep();
        return to.load(exponent).broadcast(-Constants.LN2_LOW).load(r).fma().keep();
    }

    /** {@code e^r - 1} of a remainder. */
    private void expm1(int r) {
        int square = to.load(r).load(r).mul().keep();
        int low = polynomial(r, Constants.EXP_4, Constants.EXP_3).keep();
        int middle = polynomial(r, Constants.EXP_6, Constants.EXP_5).keep();
        to.load(square).broadcast(Constants.EXP_7).load(middle).fma();
        to.load(square).load(low).fma();
        to.load(r).broadcast(Constants.EXP_2).fma().load(square).load(r).fma();
    }

    /** {@code r + r^2 (c2 + c3 r + ... + c6 r^4)} in the order of the kernels. */
    private void byPairs(int r, float c2, float c3, float c4, float c5, float c6) {
        int square = to.load(r).load(r).mul().keep();
        int low = polynomial(r, c4, c3).keep();
        polynomial(r, c6, c5).load(square).load(low).fma();
        to.load(r).broadcast(c2).fma().load(square).load(r).fma();
    }

    private VectorCode polynomial(int r, float... coefficients) {
        to.broadcast(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            to.load(r).broadcast(coefficients[i]).fma();
        }
        return to;
    }

    /** {@code e^x} for {@code x} up to 40. */
    private int expUpTo40(int x) {
        int b = boundedBelow(x);
        int shifted = shifted(b, Constants.ROUND_RAISED);
        int r = remainder(b, shifted, Constants.ROUND_RAISED);
        to.load(shifted).toInts().shift("LSHL", 23).toFloats();
        int scale = to.number("mul", Constants.LOWERED).keep();
        expm1(r);
        return to.load(scale).load(scale).fma().keep();
    }

    private void sigmoid(int x) {
        to.load(x);
        replace(Constants.SIGMOID_HIGHEST, x, "GT", Constants.SIGMOID_HIGHEST);
        int b = boundedBelow(to.keep());
        int shifted = to.load(b)
                .broadcast(-Constants.LOG2_E)
                .broadcast(Constants.ROUND_SMALL)
                .fma()
                .keep();
        int exponent = to.load(shifted).number("sub", Constants.ROUND_SMALL).keep();
        int high = to.load(exponent).broadcast(Constants.LN2_HIGH).load(b).fma().keep();
        int r = to.load(exponent).broadcast(Constants.LN2_LOW).load(high).fma().keep();
        byPairs(
                r,
                Constants.SIGMOID_2,
                Constants.SIGMOID_3,
                Constants.SIGMOID_4,
                Constants.SIGMOID_5,
                Constants.SIGMOID_6);
        int u = to.keep();
        to.load(shifted).toInts().shift("LSHL", 23);
        int minusScale = to.or(Constants.MINUS_SEVEN_QUARTERS).toFloats().keep();
        to.broadcast(Constants.SIGMOID_SCALE).load(minusScale).load(u);
        to.broadcast(Constants.SIGMOID_SCALE).load(minusScale).sub().fma().floats("div", 1);
    }

    private void tanh(int x) {
        int magnitude = to.load(x).floats("abs", 0).keep();
        int large = tanhOfLarge(magnitude);
        int small = tanhOfSmall(magnitude);
        to.load(large)
                .load(small)
                .load(magnitude)
                .compare("LT", Constants.TANH_LARGE)
                .blend();
        // a factor, since C2 now and then leaves the reinterpretation of a blend's result as a call, and boxes
        to.load(x).toInts().and(SIGN).or(Constants.ONE_BITS).toFloats().mul();
    }

    private int tanhOfLarge(int magnitude) {
        to.load(magnitude);
        replace(Constants.TANH_HIGHEST, magnitude, "GT", Constants.TANH_HIGHEST);
        int bounded = to.keep();
        int shifted = to.load(bounded)
                .broadcast(Constants.TWICE_LOG2_E)
                .broadcast(Constants.ROUND_DOUBLED)
                .fma()
                .keep();
        to.load(shifted).number("sub", Constants.ROUND_DOUBLED);
        int r = to.broadcast(-Constants.HALF_LN2).load(bounded).fma().keep();
        byPairs(r, Constants.TANH_2, Constants.TANH_3, Constants.TANH_4, Constants.TANH_5, Constants.TANH_6);
        int halfExpm1 = to.keep();
        int scale = to.load(shifted).toInts().shift("LSHL", 23).toFloats().keep();
        to.broadcast(1f).broadcast(2f).load(scale).load(halfExpm1);
        to.load(scale).broadcast(0.5f).broadcast(1f).fma().fma();
        return to.floats("div", 1).sub().keep();
    }

    private int tanhOfSmall(int magnitude) {
        int square = to.load(magnitude).load(magnitude).mul().keep();
        polynomial(
                square, Constants.TANH_SMALL_6, Constants.TANH_SMALL_4, Constants.TANH_SMALL_2, Constants.TANH_SMALL_0);
        return to.load(square).mul().load(magnitude).load(magnitude).fma().keep();
    }

    private void log(int x) {
        int denormal = to.load(x).compare("LT", Float.MIN_NORMAL).keep();
        // times 1 changes no bit; see tanh for why it is the factor that is blended
        to.load(x).broadcast(1f).code().loadConstant(0x1p23f);
        int bits = to.load(denormal).blendNumber().mul().toInts().keep();
        int scaling = to.load(bits)
                .intNumber("sub", Constants.TWO_THIRDS_BITS)
                .and(EXPONENT)
                .keep();
        int m = to.load(bits)
                .load(scaling)
                .ints("sub")
                .toFloats()
                .number("sub", 1f)
                .keep();
        to.load(scaling)
                .shift("ASHR", 23)
                .intNumber("add", Constants.ROUND_BITS)
                .toFloats();
        to.broadcast(Constants.ROUND).code().loadConstant(Constants.ROUND + 23f);
        int k = to.load(denormal).blendNumber().sub().keep();
        logOfScaled(m, k);
        int log = to.keep();
        to.load(x).load(log).load(x).compare("LT", Float.POSITIVE_INFINITY).blend();
        replace(Float.NaN, x, "LT", 0f);
        replace(Float.NEGATIVE_INFINITY, x, "EQ", 0f);
    }

    private void logOfScaled(int m, int k) {
        to.load(k).broadcast(Constants.LN2);
        polynomial(
                m,
                Constants.LOG_10,
                Constants.LOG_9,
                Constants.LOG_8,
                Constants.LOG_7,
                Constants.LOG_6,
                Constants.LOG_5,
                Constants.LOG_4,
                Constants.LOG_3,
                Constants.LOG_2);
        to.load(m).load(m).mul().load(m).fma().fma();
    }

    /** {@code ln(1 + x)} of what is neither infinite nor -1 or below. */
    private void log1pOfOrdinary(int x) {
        int scaling = to.load(x)
                .number("add", 1f)
                .toInts()
                .intNumber("sub", Constants.TWO_THIRDS_BITS)
                .and(EXPONENT)
                .keep();
        to.load(x).toInts().load(scaling).ints("sub").toFloats();
        to.broadcastInt(Constants.FOUR_BITS).load(scaling).ints("sub").toFloats();
        int m = to.broadcast(0.25f).broadcast(-1f).fma().add().keep();
        int k = to.load(scaling)
                .shift("ASHR", 23)
                .intNumber("add", Constants.ROUND_BITS)
                .toFloats()
                .number("sub", Constants.ROUND)
                .keep();
        logOfScaled(m, k);
    }

    private void log1p(int x) {
        log1pOfOrdinary(x);
        int log = to.keep();
        to.load(x).load(log).load(x).compare("LT", Float.POSITIVE_INFINITY).blend();
        replace(Float.NaN, x, "LT", -1f);
        replace(Float.NEGATIVE_INFINITY, x, "EQ", -1f);
        to.load(x).load(x).compare("EQ", 0f).blend();
    }

    private void softplus(int x) {
        log1pOfOrdinary(expUpTo40(x));
        int log = to.keep();
        to.load(x).load(log).load(x).compare("LE", Constants.SOFTPLUS_HIGHEST).blend();
    }
}
