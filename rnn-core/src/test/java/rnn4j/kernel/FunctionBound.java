package rnn4j.kernel;

import java.util.List;

/**
 * What {@link Unary} promises of a function.
 *
 * @param f the function
 * @param ulps the largest error
 * @param fall by how many floats a value may be below the one before; -1 where the function itself falls
 * @param places about which floats a slice looks: where the error is largest, and where another formula begins
 */
record FunctionBound(Unary f, double ulps, int fall, List<Float> places) {

    static final List<FunctionBound> ALL = List.of(
            new FunctionBound(Unary.EXP, 1, 0, List.of(-5.864465f, 88.7228f, -87.33655f, -103.97208f, 0f)),
            new FunctionBound(Unary.SIGMOID, 2.5, 1, List.of(-4.157294f, 0f, -87.33655f, -103.97208f, 17f)),
            new FunctionBound(Unary.TANH, 2.5, 2, List.of(0.0077671753f, 0f, 9.01f, 10f, -10f)),
            new FunctionBound(Unary.LOG, 1, 0, List.of(2.6670594f, 1f, Float.MIN_NORMAL, 0.6666667f, 0f)),
            new FunctionBound(Unary.SOFTPLUS, 2, 1, List.of(-1.0939041f, 0f, 17f, -87.33655f, -103.97208f)),
            new FunctionBound(Unary.LOG1P, 1.6, 0, List.of(0.3344787f, -1f, 0f, -0.33333334f, Float.MIN_NORMAL)),
            new FunctionBound(Unary.SIN, 0.51, -1, List.of(3.1415927f, 0f, 1.5707964f, 1e5f)),
            new FunctionBound(Unary.COS, 0.51, -1, List.of(1.5707964f, 0f, 3.1415927f, 1e5f)));

    boolean rises() {
        return fall >= 0;
    }
}
