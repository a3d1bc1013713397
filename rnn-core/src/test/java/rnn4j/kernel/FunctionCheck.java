package rnn4j.kernel;

/** What a function is over a range of floats: how far from the exact values, how often it falls, and a sum of its bits. */
final class FunctionCheck {

    private static final int BLOCK = 1 << 14;

    private final Unary f;
    private final ElementKernels kernels;
    private final float[] x = new float[BLOCK];
    private final float[] y = new float[BLOCK];

    private double worst;
    private float worstAt;
    private long falls;
    private float fallsAt;
    private long wrongNaNs;
    private long bits;

    /** Begins to look at a function of some kernels. */
    FunctionCheck(Unary f, ElementKernels kernels) {
        this.f = f;
        this.kernels = kernels;
    }

    /** Returns the exact value, but for some ulp of a double. */
    static double exact(Unary f, double x) {
        return switch (f) {
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case TANH -> StrictMath.tanh(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case SIGMOID -> (x < 0 ? Math.exp(x) : 1) / (1 + Math.exp(-Math.abs(x)));
            case SOFTPLUS -> (x > 0 ? x : 0) + Math.log1p(Math.exp(-Math.abs(x)));
            default -> throw new IllegalArgumentException("no reference for " + f);
        };
    }

    /** Looks at every float of a range. */
    FunctionCheck over(FloatRange range) {
        float before = Float.NaN;
        for (long first = 0; first < range.count(); first += BLOCK) {
            int n = range.fill(first, x);
            kernels.unary(f, x, 0, y, 0, n);
            add(range.from() + first * range.step(), n);
            for (int i = 0; i < n; i++) {
                compare(x[i], y[i]);
                if (y[i] < before) {
                    falls++;
                    fallsAt = x[i];
                }
                before = y[i];
            }
        }
        return this;
    }

    /** Sums the bits over a range and looks at nothing else. */
    FunctionCheck bitsOver(FloatRange range) {
        for (long first = 0; first < range.count(); first += BLOCK) {
            int n = range.fill(first, x);
            kernels.unary(f, x, 0, y, 0, n);
            add(range.from() + first * range.step(), n);
        }
        return this;
    }

    private void compare(float argument, float value) {
        double expected = exact(f, argument);
        if (Double.isNaN(expected) || Float.isNaN(value)) {
            wrongNaNs += Double.isNaN(expected) && Float.isNaN(value) ? 0 : 1;
        } else if (value != (float) expected) {
            double error = Math.abs(value - expected) / Math.ulp((float) expected);
            if (error > worst) {
                worst = error;
                worstAt = argument;
            }
        }
    }

    /**
     * NaNs count as one value. Each value counts with an odd weight by its place, so that halves can be summed apart and one bit
     * anywhere changes the sum.
     */
    private void add(long first, int n) {
        long weight = 2 * first + 1;
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Float.floatToIntBits(y[i]) * (weight + 2L * i);
        }
        bits += sum;
    }

    /** Takes in what another found over another range. */
    FunctionCheck and(FunctionCheck other) {
        if (other.worst > worst) {
            worst = other.worst;
            worstAt = other.worstAt;
        }
        falls += other.falls;
        fallsAt = other.falls > 0 ? other.fallsAt : fallsAt;
        wrongNaNs += other.wrongNaNs;
        bits += other.bits;
        return this;
    }

    /** Returns the largest error in ulp of the exact value. */
    double worst() {
        return worst;
    }

    float worstAt() {
        return worstAt;
    }

    /** Returns how many values are below that of the float before. */
    long falls() {
        return falls;
    }

    /** Returns the last argument whose value is below that of the float before. */
    float fallsAt() {
        return fallsAt;
    }

    /** Returns how many values are NaN and should not be, or the other way round. */
    long wrongNaNs() {
        return wrongNaNs;
    }

    String bits() {
        return "%016x".formatted(bits);
    }
}
