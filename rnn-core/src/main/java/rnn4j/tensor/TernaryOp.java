package rnn4j.tensor;

import java.util.List;
import rnn4j.kernel.ElementKernels;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Ternary;

/** Element-wise operations of three operands, which {@linkplain Broadcasting broadcast}: a line each, with their derivatives. */
final class TernaryOp implements Op {

    @FunctionalInterface
    private interface Value {
        double apply(double a, double b, double c);
    }

    /** The derivative with respect to one operand, before it is summed down to the operand's shape. */
    @FunctionalInterface
    private interface Rule {
        Tensor apply(Tensor a, Tensor b, Tensor c, Tensor g);
    }

    /** a·b + c with one rounding. */
    static final TernaryOp MUL_ADD = new TernaryOp(
            "mulAdd",
            Ternary.MUL_ADD,
            Math::fma,
            List.of((a, b, c, g) -> g.mul(b), (a, b, c, g) -> g.mul(a), (a, b, c, g) -> g));

    /** b where a is not 0, else c; what is not selected may be anything, NaN included. No gradient passes to a. */
    static final TernaryOp SELECT = new TernaryOp(
            "select",
            Ternary.SELECT,
            (a, b, c) -> a != 0 ? b : c,
            List.of(
                    (a, b, c, g) -> {
                        throw new IllegalStateException("a condition passes no gradient");
                    },
                    (a, b, c, g) -> Tensor.select(a, g, Tensor.scalar(0)),
                    (a, b, c, g) -> Tensor.select(a, Tensor.scalar(0), g)));

    static final List<TernaryOp> ALL = List.of(MUL_ADD, SELECT);

    private final String name;
    private final Ternary kernel;
    private final Value reference;
    private final List<Rule> rules;

    private TernaryOp(String name, Ternary kernel, Value reference, List<Rule> rules) {
        this.name = name;
        this.kernel = kernel;
        this.reference = reference;
        this.rules = rules;
    }

    /** Returns the kernel's function. */
    Ternary kernel() {
        return kernel;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return Broadcasting.shape(name, inputs);
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        List<Shape> shapes = Tensor.shapes(inputs);
        Shape shape = shape(shapes);
        float[] a = inputs.get(0).data();
        float[] b = inputs.get(1).data();
        float[] c = inputs.get(2).data();
        float[] y = Workspace.room(shape.count());
        ElementKernels elements = Kernels.elements();
        Broadcasting.forEach(
                shape,
                shapes,
                (from, strides, to, n) -> elements.ternary(
                        kernel, a, from[0], strides[0], b, from[1], strides[1], c, from[2], strides[2], y, to, n));
        return Tensor.owning(shape, y);
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        Shape shape = shape(shapes);
        double[] y = new double[shape.count()];
        for (int i = 0; i < y.length; i++) {
            double a = inputs.get(0)[Broadcasting.offset(shape, i, shapes.get(0))];
            double b = inputs.get(1)[Broadcasting.offset(shape, i, shapes.get(1))];
            double c = inputs.get(2)[Broadcasting.offset(shape, i, shapes.get(2))];
            y[i] = reference.apply(a, b, c);
        }
        return y;
    }

    @Override
    public boolean passes(int input) {
        return this == MUL_ADD || input > 0;
    }

    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        Tensor whole = rules.get(input).apply(inputs.get(0), inputs.get(1), inputs.get(2), gradient);
        return Broadcasting.sumTo(whole, inputs.get(input).shape());
    }
}
