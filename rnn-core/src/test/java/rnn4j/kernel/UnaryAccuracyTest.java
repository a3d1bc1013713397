package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The functions that the kernels compute themselves are as exact as {@link Unary} tells, and meet their limits exactly.
 *
 * <p>The bounds hold for every float (tried once, all 2^32 of them, against the same references); here a sample is tried, and
 * the neighbourhood of the argument where the error was largest.
 */
class UnaryAccuracyTest {
    private static final int STEP = 4099;
    private static final int NEIGHBOURS = 20_000;

    private final ElementKernels kernels = Kernels.plain().elements();

    private static double reference(Unary f, double x) {
        return switch (f) {
            case EXP -> StrictMath.exp(x);
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case TANH -> StrictMath.tanh(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case SIGMOID -> (x < 0 ? StrictMath.exp(x) : 1) / (1 + StrictMath.exp(-Math.abs(x)));
            case SOFTPLUS -> (x > 0 ? x : 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            default -> throw new IllegalArgumentException("no reference for " + f);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, 1.0, -5.864465",
        "LOG, 1.0, 2.6670594",
        "LOG1P, 1.6, 0.3344787",
        "SIGMOID, 2.5, -4.157294",
        "TANH, 2.5, 0.0077671753",
        "SOFTPLUS, 2.0, -1.0971371",
        "SIN, 0.51, 3.1415927",
        "COS, 0.51, 1.5707964"
    })
    void errorsStayWithinTheirBound(Unary f, double bound, float worstAt) {
        int n = (int) ((1L << 32) / STEP) + 2 * NEIGHBOURS;
        float[] x = new float[n];
        int worst = Float.floatToRawIntBits(worstAt);
        for (int i = 0; i < n; i++) {
            int bits = i < 2 * NEIGHBOURS ? worst - NEIGHBOURS + i : (int) ((i - 2L * NEIGHBOURS) * STEP);
            x[i] = Float.intBitsToFloat(bits);
        }
        float[] y = new float[n];
        kernels.unary(f, x, 0, y, 0, n);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double expected = reference(f, x[i]);
            if (Double.isNaN(expected)) {
                assertThat(y[i]).as("%s(%s)", f, x[i]).isNaN();
            } else if (y[i] != (float) expected) {
                double error = Math.abs(y[i] - expected) / Math.ulp((float) expected);
                assertThat(error).as("%s(%s) = %s", f, x[i], y[i]).isLessThanOrEqualTo(bound);
                largest = Math.max(largest, error);
            }
        }
        System.out.printf("%s: largest error in the sample %.3f ulp, bound %.2f%n", f, largest, bound);
    }

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

    /** The sum or quotient at the end of the others may step back by an ulp or two where an exponent changes. */
    @ParameterizedTest
    @CsvSource({"EXP, 0", "LOG1P, 0", "SIGMOID, 1", "LOG, 0", "TANH, 2", "SOFTPLUS, 2"})
    void neverFallsByMoreThanTold(Unary f, int ulps) {
        int n = 1 << 20;
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i - n / 2) * 0x1p-15f; // from -16 to 16
        }
        kernels.unary(f, x, 0, y, 0, n);
        for (int i = 1; i < n; i++) {
            if (y[i] < y[i - 1]) {
                assertThat(y[i - 1] - y[i]).as("%s at %s", f, x[i]).isLessThanOrEqualTo(ulps * Math.ulp(y[i]));
            }
        }
    }
}
