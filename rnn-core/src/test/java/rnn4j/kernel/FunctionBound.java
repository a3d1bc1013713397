package rnn4j.kernel;

import java.util.List;

/**
 * What {@link Unary} promises of a function.
 *
 * @param f the function
 * @param ulps the largest error
 * @param rises whether it rises all the way, so that what is computed may never fall
 * @param places about which floats a slice looks: where the error is largest, and where another formula begins
 */
record FunctionBound(Unary f, double ulps, boolean rises, List<Float> places) {

    static final List<FunctionBound> ALL = List.of(
            rising(Unary.EXP, 1, -5.864465f, 88.7228f, -87.33655f, -103.97208f, 0f),
            rising(Unary.SIGMOID, 1.9, -17.474516f, 15.403388f, 15.595812f, 0f, -87.33655f, -103.97208f, 18f),
            rising(Unary.TANH, 1.4, 0.5533761f, 0.55f, 0f, 9.01f, 10f, -10f),
            rising(Unary.LOG, 1, 2.6670594f, 1f, Float.MIN_NORMAL, 0.6666667f, 0f),
            rising(Unary.SOFTPLUS, 1.9, -1.0939041f, 0.511275f, 0f, 17f, -87.33655f, -103.97208f),
            rising(Unary.LOG1P, 1.6, 0.3344787f, -1f, 0f, -0.33333334f, Float.MIN_NORMAL),
            new FunctionBound(Unary.SIN, 0.51, false, List.of(3.1415927f, 0f, 1.5707964f, 1e5f)),
            new FunctionBound(Unary.COS, 0.51, false, List.of(1.5707964f, 0f, 3.1415927f, 1e5f)));

    private static FunctionBound rising(Unary f, double ulps, Float... places) {
        return new FunctionBound(f, ulps, true, List.of(places));
    }
}
