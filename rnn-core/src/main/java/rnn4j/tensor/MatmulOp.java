package rnn4j.tensor;

import java.util.List;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.ProductKernels;

/**
 * The matrix product, of two matrices or of two equally long rows of matrices, each side transposed on demand.
 *
 * @param transposeA whether the left side is {@code [k, m]} instead of {@code [m, k]}
 * @param transposeB whether the right side is {@code [n, k]} instead of {@code [k, n]}
 */
record MatmulOp(boolean transposeA, boolean transposeB) implements Op {

    static final String NAME = "matmul";

    static MatmulOp of(Attributes attributes) {
        return new MatmulOp(attributes.flag("transposeA"), attributes.flag("transposeB"));
    }

    /** The sizes of one product, and how many there are. */
    private record Sizes(int batch, int m, int n, int k) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Attributes attributes() {
        return Attributes.of("transposeA", transposeA, "transposeB", transposeB);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape a = inputs.getFirst();
        Shape b = inputs.getLast();
        Sizes sizes = sizes(a, b);
        return a.rank() == 2 ? Shape.of(sizes.m, sizes.n) : Shape.of(sizes.batch, sizes.m, sizes.n);
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor a = inputs.getFirst();
        Tensor b = inputs.getLast();
        Sizes size = sizes(a.shape(), b.shape());
        Shape shape = shape(Tensor.shapes(inputs));
        float[] y = Workspace.room(shape.count());
        ProductKernels products = Kernels.products();
        if (b.parameter() != null && size.batch == 1) {
            products.multiply(size.m, a.data(), 0, transposeA, b.parameter().packed(transposeB), y, 0);
        } else {
            for (int i = 0; i < size.batch; i++) {
                int fromA = i * size.m * size.k;
                int fromB = i * size.k * size.n;
                int to = i * size.m * size.n;
                products.multiply(
                        size.m, size.n, size.k, a.data(), fromA, transposeA, b.data(), fromB, transposeB, y, to);
            }
        }
        return Tensor.owning(shape, y);
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        Sizes size = sizes(shapes.getFirst(), shapes.getLast());
        double[] a = inputs.getFirst();
        double[] b = inputs.getLast();
        double[] y = new double[size.batch * size.m * size.n];
        for (int place = 0; place < y.length; place++) {
            int batch = place / (size.m * size.n);
            int row = place / size.n % size.m;
            int column = place % size.n;
            double sum = 0;
            for (int k = 0; k < size.k; k++) {
                int inA = transposeA ? k * size.m + row : row * size.k + k;
                int inB = transposeB ? column * size.k + k : k * size.n + column;
                sum += a[batch * size.m * size.k + inA] * b[batch * size.k * size.n + inB];
            }
            y[place] = sum;
        }
        return y;
    }

    /** With C = A·B: dA = G·Bᵀ and dB = Aᵀ·G, and their transposes where a side was transposed. */
    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        Tensor a = inputs.getFirst();
        Tensor b = inputs.getLast();
        if (input == 0) {
            return transposeA ? product(b, transposeB, gradient, true) : product(gradient, false, b, !transposeB);
        }
        return transposeB ? product(gradient, true, a, transposeA) : product(a, !transposeA, gradient, false);
    }

    private static Tensor product(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        return Tensor.apply(new MatmulOp(transposeA, transposeB), a, b);
    }

    private Sizes sizes(Shape a, Shape b) {
        if (a.rank() != b.rank() || a.rank() < 2 || a.rank() > 3) {
            throw new ShapeException(
                    NAME, "ranks must be 2 and 2, or 3 and 3: " + a + " x " + b + "; reshape one side first");
        }
        int batch = a.rank() == 2 ? 1 : a.size(0);
        if (a.rank() == 3 && batch != b.size(0)) {
            throw new ShapeException(NAME, "numbers of matrices differ: " + a + " x " + b + "; give one for one");
        }
        int m = a.size(transposeA ? -1 : -2);
        int k = a.size(transposeA ? -2 : -1);
        int n = b.size(transposeB ? -2 : -1);
        if (k != b.size(transposeB ? -1 : -2)) {
            throw innerSizesDiffer(side(a, transposeA), side(b, transposeB));
        }
        return new Sizes(batch, m, n, k);
    }

    static ShapeException innerSizesDiffer(Object left, Object right) {
        return new ShapeException(NAME, "inner sizes differ: " + left + " x " + right);
    }

    private static String side(Shape shape, boolean transposed) {
        return transposed ? shape + " transposed" : shape.toString();
    }
}
