package rnn4j.tensor;

import java.util.List;
import rnn4j.kernel.Kernels;

/**
 * Softmax along the last axis, or its logarithm; both safe against overflow.
 *
 * @param logarithm whether the result is the logarithm
 */
record SoftmaxOp(boolean logarithm) implements Op {

    static final SoftmaxOp SOFTMAX = new SoftmaxOp(false);
    static final SoftmaxOp LOG_SOFTMAX = new SoftmaxOp(true);

    @Override
    public String name() {
        return logarithm ? "logSoftmax" : "softmax";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape x = inputs.getFirst();
        if (x.rank() == 0) {
            throw new ShapeException(name(), "a single number has no axis to run along; reshape it to [1]");
        }
        return x;
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.getFirst();
        shape(List.of(x.shape()));
        float[] y = Workspace.room(x.data().length);
        int n = x.shape().size(-1);
        int rows = n == 0 ? 0 : y.length / n;
        float[] from = x.data();
        Shares.run(rows, n, (row, count) -> {
            if (logarithm) {
                Kernels.rows().logSoftmax(from, row * n, count, n, y, row * n);
            } else {
                Kernels.rows().softmax(from, row * n, count, n, y, row * n);
            }
        });
        return Tensor.owning(x.shape(), y);
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        double[] x = inputs.getFirst();
        double[] y = new double[x.length];
        int n = shapes.getFirst().size(-1);
        for (int row = 0; row < x.length; row += n) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                max = Math.max(max, x[row + i]);
            }
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += StrictMath.exp(below(x[row + i], max));
            }
            // of minus infinities alone there is nothing to choose from
            boolean nothing = max == Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                double below = nothing ? max : below(x[row + i], max);
                y[row + i] = logarithm ? below - StrictMath.log(sum) : StrictMath.exp(below) / sum;
            }
        }
        return y;
    }

    /** Returns how far x is from the greatest, which may be infinite itself. */
    static double below(double x, double max) {
        return x == max ? 0 : x - max;
    }

    /** Softmax: y (g − Σ g y). Its logarithm: g − e^y Σ g. */
    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        if (logarithm) {
            return gradient.sub(result.exp().mul(gradient.sum(-1).expand(-1)));
        }
        Tensor mean = gradient.mul(result).sum(-1).expand(-1);
        return result.mul(gradient.sub(mean));
    }
}
