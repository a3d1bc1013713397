package rnn4j.tensor;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import rnn4j.kernel.Binary;
import rnn4j.kernel.ElementKernels;
import rnn4j.kernel.Kernels;

/** Element-wise operations of two operands, which {@linkplain Broadcasting broadcast}: a line each, with both derivatives. */
final class BinaryOp implements Op {

    /**
     * The derivative with respect to one operand. It is summed down to the operand's shape behind the rule, or within it where
     * that leaves less to compute.
     */
    @FunctionalInterface
    private interface Rule {
        Tensor apply(Tensor a, Tensor b, Tensor y, Tensor g);
    }

    /** What a comparison has in place of a derivative: no gradient passes. */
    private static final Rule NONE = (a, b, y, g) -> {
        throw new IllegalStateException("a comparison passes no gradient");
    };

    static final BinaryOp ADD = new BinaryOp("add", Binary.ADD, (a, b) -> a + b, (a, b, y, g) -> g, (a, b, y, g) -> g);
    static final BinaryOp SUB = new BinaryOp(
            "sub",
            Binary.SUB,
            (a, b) -> a - b,
            (a, b, y, g) -> g,
            (a, b, y, g) -> Broadcasting.sumTo(g, b.shape()).neg());
    static final BinaryOp MUL =
            new BinaryOp("mul", Binary.MUL, (a, b) -> a * b, (a, b, y, g) -> g.mul(b), (a, b, y, g) -> g.mul(a));
    static final BinaryOp DIV = new BinaryOp(
            "div",
            Binary.DIV,
            (a, b) -> a / b,
            (a, b, y, g) -> g.div(b),
            (a, b, y, g) -> Broadcasting.sumTo(g.mul(y), b.shape()).div(b).neg());
    static final BinaryOp MIN = new BinaryOp(
            "min",
            Binary.MIN,
            Math::min,
            (a, b, y, g) -> Tensor.select(b.greaterEqual(a), g, Tensor.scalar(0)),
            (a, b, y, g) -> Tensor.select(b.greaterEqual(a), Tensor.scalar(0), g));
    static final BinaryOp MAX = new BinaryOp(
            "max",
            Binary.MAX,
            Math::max,
            (a, b, y, g) -> Tensor.select(a.greaterEqual(b), g, Tensor.scalar(0)),
            (a, b, y, g) -> Tensor.select(a.greaterEqual(b), Tensor.scalar(0), g));
    static final BinaryOp FLOOR_MOD = new BinaryOp(
            "floorMod",
            Binary.FLOOR_MOD,
            (a, b) -> a - Math.floor(a / b) * b,
            (a, b, y, g) -> g,
            // how often b fits is constant between two kinks
            (a, b, y, g) -> g.mul(y.sub(a).div(b).stopGradient()));
    static final BinaryOp GREATER = new BinaryOp("greater", Binary.GREATER, (a, b) -> a > b ? 1 : 0, NONE, NONE);
    static final BinaryOp GREATER_EQUAL =
            new BinaryOp("greaterEqual", Binary.GREATER_EQUAL, (a, b) -> a >= b ? 1 : 0, NONE, NONE);
    static final BinaryOp EQUAL = new BinaryOp("equalTo", Binary.EQUAL, (a, b) -> a == b ? 1 : 0, NONE, NONE);

    static final List<BinaryOp> ALL = List.of(ADD, SUB, MUL, DIV, MIN, MAX, FLOOR_MOD, GREATER, GREATER_EQUAL, EQUAL);

    private final String name;
    private final Binary kernel;
    private final DoubleBinaryOperator reference;
    private final Rule first;
    private final Rule second;

    private BinaryOp(String name, Binary kernel, DoubleBinaryOperator reference, Rule first, Rule second) {
        this.name = name;
        this.kernel = kernel;
        this.reference = reference;
        this.first = first;
        this.second = second;
    }

    /** Returns the kernel's function. */
    Binary kernel() {
        return kernel;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return Broadcasting.shape(name, inputs);
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        List<Shape> shapes = Tensor.shapes(inputs);
        Shape shape = shape(shapes);
        float[] a = inputs.getFirst().data();
        float[] b = inputs.getLast().data();
        float[] y = Workspace.room(shape.count());
        if (Broadcasting.inOneStretch(shape, shapes)) {
            int strideA = shapes.getFirst().count() == 1 ? 0 : 1;
            int strideB = shapes.getLast().count() == 1 ? 0 : 1;
            compute(a, 0, strideA, b, 0, strideB, y, 0, y.length);
        } else {
            Broadcasting.forEach(
                    shape,
                    shapes,
                    (from, strides, to, n) -> compute(a, from[0], strides[0], b, from[1], strides[1], y, to, n));
        }
        return Tensor.owning(shape, y);
    }

    private void compute(
            float[] a, int fromA, int strideA, float[] b, int fromB, int strideB, float[] y, int to, int n) {
        ElementKernels elements = Kernels.elements();
        if (Shares.alone(n, 1)) {
            // an operation that is repeated along rows comes by here for each row
            elements.binary(kernel, a, fromA, strideA, b, fromB, strideB, y, to, n);
            return;
        }
        Shares.run(
                n,
                1,
                (place, count) -> elements.binary(
                        kernel,
                        a,
                        fromA + place * strideA,
                        strideA,
                        b,
                        fromB + place * strideB,
                        strideB,
                        y,
                        to + place,
                        count));
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        Shape shape = shape(shapes);
        double[] y = new double[shape.count()];
        for (int i = 0; i < y.length; i++) {
            double a = inputs.getFirst()[Broadcasting.offset(shape, i, shapes.getFirst())];
            double b = inputs.getLast()[Broadcasting.offset(shape, i, shapes.getLast())];
            y[i] = reference.applyAsDouble(a, b);
        }
        return y;
    }

    @Override
    public boolean passes(int input) {
        return first != NONE;
    }

    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        Rule rule = input == 0 ? first : second;
        Tensor whole = rule.apply(inputs.getFirst(), inputs.getLast(), result, gradient);
        return Broadcasting.sumTo(whole, inputs.get(input).shape());
    }
}
