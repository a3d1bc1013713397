package rnn4j.tensor;

import java.util.List;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.RowKernels;

/**
 * Reductions along one axis, which the result no longer has: {@code [outer, n, inner]} to {@code [outer, inner]}.
 *
 * @param kind what is reduced to
 * @param axis counted from the front
 */
record ReductionOp(Kind kind, int axis) implements Op {

    /** What a line of numbers is reduced to. */
    enum Kind {
        SUM("sum"),
        MAX("maxAlong"),
        LOG_SUM_EXP("logSumExp");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** Returns the operation's name. */
        String title() {
            return title;
        }
    }

    @Override
    public String name() {
        return kind.title();
    }

    @Override
    public Attributes attributes() {
        return Attributes.of("axis", axis);
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape x = inputs.getFirst();
        x.requireAxis(name(), axis);
        if (kind == Kind.LOG_SUM_EXP && axis != x.rank() - 1) {
            throw new ShapeException(name(), "axis " + axis + " is not the last of " + x + "; exchange them first");
        }
        if (kind == Kind.MAX && x.size(axis) == 0) {
            throw new ShapeException("max", "axis " + axis + " of " + x + " is empty; give it at least one element");
        }
        return x.without(axis);
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.getFirst();
        Shape result = shape(Tensor.shapes(inputs));
        int outer = x.shape().count(0, axis);
        int n = x.shape().size(axis);
        int inner = x.shape().count(axis + 1, x.shape().rank());
        float[] y = Workspace.room(result.count());
        RowKernels rows = Kernels.rows();
        if (inner == 1) {
            switch (kind) {
                case SUM -> rows.sum(x.data(), 0, outer, n, y, 0);
                case MAX -> rows.max(x.data(), 0, outer, n, y, 0);
                case LOG_SUM_EXP -> rows.logSumExp(x.data(), 0, outer, n, y, 0);
            }
            return Tensor.owning(result, y);
        }
        for (int i = 0; i < outer; i++) {
            switch (kind) {
                case SUM -> rows.columnSum(x.data(), i * n * inner, n, inner, y, i * inner);
                case MAX -> rows.columnMax(x.data(), i * n * inner, n, inner, y, i * inner);
                case LOG_SUM_EXP -> throw new IllegalStateException("logSumExp runs along the last axis only");
            }
        }
        return Tensor.owning(result, y);
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        Shape shape = shapes.getFirst();
        double[] x = inputs.getFirst();
        int n = shape.size(axis);
        int inner = shape.count(axis + 1, shape.rank());
        double[] y = new double[shape.without(axis).count()];
        for (int place = 0; place < y.length; place++) {
            int first = place / inner * n * inner + place % inner;
            y[place] = reduce(x, first, n, inner);
        }
        return y;
    }

    private double reduce(double[] x, int first, int n, int stride) {
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            sum += x[first + i * stride];
            max = Math.max(max, x[first + i * stride]);
        }
        if (kind != Kind.LOG_SUM_EXP) {
            return kind == Kind.SUM ? sum : max;
        }
        double exps = 0;
        for (int i = 0; i < n; i++) {
            exps += StrictMath.exp(SoftmaxOp.below(x[first + i * stride], max));
        }
        return max + StrictMath.log(exps);
    }

    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        Tensor x = inputs.getFirst();
        Tensor spread = (gradient.shape().rank() == 0 ? gradient : gradient.expand(axis)).broadcast(x.shape());
        return switch (kind) {
            case SUM -> spread;
            case LOG_SUM_EXP -> spread.mul(x.softmax(axis));
            case MAX -> {
                // equal greatest ones share the gradient
                Tensor greatest = x.equalTo(result.expand(axis));
                Tensor share = gradient.div(greatest.sum(axis)).expand(axis).broadcast(x.shape());
                yield Tensor.select(greatest, share, Tensor.scalar(0));
            }
        };
    }
}
