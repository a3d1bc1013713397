package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The functions that the kernels compute themselves are as exact as {@link Unary} tells, and meet their limits exactly.
 *
 * <p>Here a sample is tried; {@link ExhaustiveFunctionsTest} tries every float.
 */
class UnaryAccuracyTest {
    private static final int STEP = 4099;
    private static final int NEIGHBOURS = 20_000;

    private final ElementKernels kernels = Kernels.plain().elements();

    static List<FunctionBound> bounds() {
        return FunctionBound.ALL;
    }

    /** Every so many floats, and all of them where the error is largest or another formula begins. */
    @ParameterizedTest
    @MethodSource("bounds")
    void errorsStayWithinTheirBound(FunctionBound bound) {
        FunctionCheck sample = check(bound).over(new FloatRange(0, FloatRange.ALL.to(), STEP));
        FunctionCheck near = check(bound);
        bound.places().forEach(place -> near.over(FloatRange.about(place, NEIGHBOURS)));

        double worst = Math.max(sample.worst(), near.worst());
        System.out.printf("%s: largest error in the sample %.3f ulp, bound %.2f%n", bound.f(), worst, bound.ulps());
        assertThat(worst).isLessThanOrEqualTo(bound.ulps());
        assertThat(sample.wrongNaNs() + near.wrongNaNs()).isZero();
        if (bound.rises()) {
            assertThat(sample.falls())
                    .as("of every %dth float, at %s", STEP, sample.fallsAt())
                    .isZero();
            assertThat(near.falls()).as("of neighbours, at %s", near.fallsAt()).isZero();
        }
    }

    private FunctionCheck check(FunctionBound bound) {
        return new FunctionCheck(bound.f(), kernels);
    }

    /** Fault N01. */
    @ParameterizedTest
    @CsvSource({
        "EXP, -Infinity, 0",
        "EXP, -104, 0",
        "EXP, -0.0, 1",
        "EXP, 0, 1",
        "EXP, 88.8, Infinity",
        "EXP, Infinity, Infinity",
        "EXP, -1e4, 0",
        "EXP, 1e4, Infinity",
        "EXP, -103.3, 1.4E-45",
        "LOG, 0, -Infinity",
        "LOG, -0.0, -Infinity",
        "LOG, 1, 0",
        "LOG, Infinity, Infinity",
        "LOG, -1, NaN",
        "LOG, -Infinity, NaN",
        "LOG, -1.4E-45, NaN",
        "LOG, 1.4E-45, -103.27893",
        "LOG1P, -1, -Infinity",
        "LOG1P, -0.0, -0.0",
        "LOG1P, 0, 0",
        "LOG1P, Infinity, Infinity",
        "LOG1P, -2, NaN",
        "LOG1P, -Infinity, NaN",
        "LOG1P, 1.4E-45, 1.4E-45",
        "LOG1P, -1.4E-45, -1.4E-45",
        "SIGMOID, -Infinity, 0",
        "SIGMOID, Infinity, 1",
        "SIGMOID, -1e4, 0",
        "SIGMOID, 1e4, 1",
        "SIGMOID, 100, 1",
        "SIGMOID, -100, 3.78E-44",
        "SIGMOID, 0, 0.5",
        "SIGMOID, -0.0, 0.5",
        "TANH, -Infinity, -1",
        "TANH, Infinity, 1",
        "TANH, -1e4, -1",
        "TANH, 1e4, 1",
        "TANH, 100, 1",
        "TANH, -100, -1",
        "TANH, 0, 0",
        "TANH, -0.0, -0.0",
        "TANH, 1.4E-45, 1.4E-45",
        "TANH, -1.4E-45, -1.4E-45",
        "SOFTPLUS, -Infinity, 0",
        "SOFTPLUS, Infinity, Infinity",
        "SOFTPLUS, -1e4, 0",
        "SOFTPLUS, 1e4, 1e4",
        "SOFTPLUS, 100, 100",
        "SOFTPLUS, -100, 3.78E-44",
        "SOFTPLUS, 0, 0.6931472"
    })
    void limitsAreExact(Unary f, float x, float expected) {
        float[] y = new float[1];
        kernels.unary(f, new float[] {x}, 0, y, 0, 1);
        assertThat(Floats.bits(y)).isEqualTo(Floats.bits(expected));
    }

    /** Payloads and both signs; a fast way that shifts exponents about could turn one into a number. */
    @ParameterizedTest
    @EnumSource
    void notANumberStaysSo(Unary f) {
        float[] x = new float[46];
        for (int bit = 0; bit < 23; bit++) {
            x[bit] = Float.intBitsToFloat(0x7f80_0000 | 1 << bit);
            x[bit + 23] = Float.intBitsToFloat(0xff80_0000 | 1 << bit);
        }
        kernels.unary(f, x, 0, x, 0, x.length);
        assertThat(x).containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void whatRisesNeverFalls(FunctionBound bound) {
        int n = 1 << 20;
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i - n / 2) * 0x1p-15f; // from -16 to 16
        }
        kernels.unary(bound.f(), x, 0, y, 0, n);
        long falls = 0;
        for (int i = 1; i < n; i++) {
            falls += y[i] < y[i - 1] ? 1 : 0;
        }
        if (bound.rises()) {
            assertThat(falls).as("falls of %s", bound.f()).isZero();
        } else {
            assertThat(falls).as("the check sees what falls").isPositive();
        }
    }
}
