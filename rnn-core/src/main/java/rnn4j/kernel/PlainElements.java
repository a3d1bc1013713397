package rnn4j.kernel;

/** Apply functions to ranges in plain Java: one loop a function, simple enough for C2 to vectorise where it can. */
final class PlainElements implements ElementKernels {
    @Override
    public void unary(Unary f, float[] x, int xFrom, float[] y, int yFrom, int n) {
        Ranges.check(x, xFrom, n);
        Ranges.check(y, yFrom, n);
        switch (f) {
            case NEG -> neg(x, xFrom, y, yFrom, n);
            case ONE_MINUS -> oneMinus(x, xFrom, y, yFrom, n);
            case SQUARE -> square(x, xFrom, y, yFrom, n);
            case SQRT -> sqrt(x, xFrom, y, yFrom, n);
            case ABS -> abs(x, xFrom, y, yFrom, n);
            case EXP -> exp(x, xFrom, y, yFrom, n);
            case LOG -> log(x, xFrom, y, yFrom, n);
            case LOG1P -> log1p(x, xFrom, y, yFrom, n);
            case SIGMOID -> sigmoid(x, xFrom, y, yFrom, n);
            case TANH -> tanh(x, xFrom, y, yFrom, n);
            case RELU -> relu(x, xFrom, y, yFrom, n);
            case SOFTPLUS -> softplus(x, xFrom, y, yFrom, n);
            case SIN -> sin(x, xFrom, y, yFrom, n);
            case COS -> cos(x, xFrom, y, yFrom, n);
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
        switch (f) {
            case ADD -> add(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case SUB -> sub(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case MUL -> mul(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case DIV -> div(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case MIN -> min(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case MAX -> max(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
            case FLOOR_MOD -> floorMod(a, aFrom, aStride, b, bFrom, bStride, y, yFrom, n);
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
        switch (f) {
            case MUL_ADD -> mulAdd(a, aFrom, aStride, b, bFrom, bStride, c, cFrom, cStride, y, yFrom, n);
            case SELECT -> select(a, aFrom, aStride, b, bFrom, bStride, c, cFrom, cStride, y, yFrom, n);
        }
    }

    private static void neg(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = -x[xFrom + i];
        }
    }

    private static void oneMinus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = 1f - x[xFrom + i];
        }
    }

    private static void square(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = x[xFrom + i] * x[xFrom + i];
        }
    }

    private static void sqrt(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = (float) Math.sqrt(x[xFrom + i]);
        }
    }

    private static void abs(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Math.abs(x[xFrom + i]);
        }
    }

    private static void exp(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.exp(x[xFrom + i]);
        }
    }

    private static void log(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.log(x[xFrom + i]);
        }
    }

    private static void log1p(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.log1p(x[xFrom + i]);
        }
    }

    private static void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.sigmoid(x[xFrom + i]);
        }
    }

    private static void tanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.tanh(x[xFrom + i]);
        }
    }

    private static void relu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.relu(x[xFrom + i]);
        }
    }

    private static void softplus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.softplus(x[xFrom + i]);
        }
    }

    private static void sin(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.sin(x[xFrom + i]);
        }
    }

    private static void cos(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.cos(x[xFrom + i]);
        }
    }

    private static void reciprocal(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = 1f / x[xFrom + i];
        }
    }

    private static void add(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] + b[bFrom + i * bStride];
        }
    }

    private static void sub(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] - b[bFrom + i * bStride];
        }
    }

    private static void mul(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] * b[bFrom + i * bStride];
        }
    }

    private static void div(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] / b[bFrom + i * bStride];
        }
    }

    private static void min(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Math.min(a[aFrom + i * aStride], b[bFrom + i * bStride]);
        }
    }

    private static void max(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Math.max(a[aFrom + i * aStride], b[bFrom + i * bStride]);
        }
    }

    private static void floorMod(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Scalars.floorMod(a[aFrom + i * aStride], b[bFrom + i * bStride]);
        }
    }

    private static void greater(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] > b[bFrom + i * bStride] ? 1f : 0f;
        }
    }

    private static void greaterEqual(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] >= b[bFrom + i * bStride] ? 1f : 0f;
        }
    }

    private static void equal(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int bStride, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] == b[bFrom + i * bStride] ? 1f : 0f;
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
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Math.fma(a[aFrom + i * aStride], b[bFrom + i * bStride], c[cFrom + i * cStride]);
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
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = a[aFrom + i * aStride] != 0f ? b[bFrom + i * bStride] : c[cFrom + i * cStride];
        }
    }
}
