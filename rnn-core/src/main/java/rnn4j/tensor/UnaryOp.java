package rnn4j.tensor;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Unary;

/** Element-wise operations of one operand: a line each, with the derivative. */
final class UnaryOp implements Op {

    /** The derivative from operand, result and gradient. */
    @FunctionalInterface
    private interface Rule {
        Tensor apply(Tensor x, Tensor y, Tensor g);
    }

    static final UnaryOp NEG = new UnaryOp("neg", Unary.NEG, x -> -x, (x, y, g) -> g.neg());
    static final UnaryOp ONE_MINUS = new UnaryOp("oneMinus", Unary.ONE_MINUS, x -> 1 - x, (x, y, g) -> g.neg());
    static final UnaryOp SQUARE = new UnaryOp(
            "square", Unary.SQUARE, x -> x * x, (x, y, g) -> g.mul(x).mul(2));
    static final UnaryOp SQRT =
            new UnaryOp("sqrt", Unary.SQRT, Math::sqrt, (x, y, g) -> g.div(y).mul(0.5f));
    static final UnaryOp ABS = new UnaryOp(
            "abs", Unary.ABS, Math::abs, (x, y, g) -> Tensor.select(x.greaterEqual(Tensor.scalar(0)), g, g.neg()));
    static final UnaryOp RECIPROCAL = new UnaryOp(
            "reciprocal",
            Unary.RECIPROCAL,
            x -> 1 / x,
            (x, y, g) -> g.mul(y.square()).neg());
    static final UnaryOp EXP = new UnaryOp("exp", Unary.EXP, StrictMath::exp, (x, y, g) -> g.mul(y));
    static final UnaryOp LOG = new UnaryOp("log", Unary.LOG, StrictMath::log, (x, y, g) -> g.div(x));
    static final UnaryOp LOG1P = new UnaryOp("log1p", Unary.LOG1P, StrictMath::log1p, (x, y, g) -> g.div(x.add(1)));
    static final UnaryOp SIGMOID = new UnaryOp(
            "sigmoid", Unary.SIGMOID, UnaryOp::logistic, (x, y, g) -> g.mul(y).mul(y.oneMinus()));
    static final UnaryOp TANH = new UnaryOp(
            "tanh", Unary.TANH, StrictMath::tanh, (x, y, g) -> g.mul(y.square().oneMinus()));
    static final UnaryOp RELU = new UnaryOp(
            "relu",
            Unary.RELU,
            x -> Math.max(x, 0),
            (x, y, g) -> Tensor.select(x.greater(Tensor.scalar(0)), g, Tensor.scalar(0)));
    static final UnaryOp SOFTPLUS = new UnaryOp(
            "softplus",
            Unary.SOFTPLUS,
            x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
            (x, y, g) -> g.mul(x.sigmoid()));
    static final UnaryOp SIN = new UnaryOp("sin", Unary.SIN, StrictMath::sin, (x, y, g) -> g.mul(x.cos()));
    static final UnaryOp COS = new UnaryOp(
            "cos", Unary.COS, StrictMath::cos, (x, y, g) -> g.mul(x.sin()).neg());

    static final List<UnaryOp> ALL = List.of(
            NEG, ONE_MINUS, SQUARE, SQRT, ABS, RECIPROCAL, EXP, LOG, LOG1P, SIGMOID, TANH, RELU, SOFTPLUS, SIN, COS);

    private final String name;
    private final Unary kernel;
    private final DoubleUnaryOperator reference;
    private final Rule rule;

    private UnaryOp(String name, Unary kernel, DoubleUnaryOperator reference, Rule rule) {
        this.name = name;
        this.kernel = kernel;
        this.reference = reference;
        this.rule = rule;
    }

    /** Returns the kernel's function. */
    Unary kernel() {
        return kernel;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.getFirst();
        float[] y = Workspace.room(x.data().length);
        float[] from = x.data();
        if (Shares.alone(y.length, 1)) {
            Kernels.elements().unary(kernel, from, 0, y, 0, y.length);
        } else {
            Shares.run(y.length, 1, (place, n) -> Kernels.elements().unary(kernel, from, place, y, place, n));
        }
        return Tensor.owning(x.shape(), y);
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        double[] x = inputs.getFirst();
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = reference.applyAsDouble(x[i]);
        }
        return y;
    }

    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        return rule.apply(inputs.getFirst(), result, gradient);
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
