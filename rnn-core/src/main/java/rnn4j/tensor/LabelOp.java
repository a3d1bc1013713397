package rnn4j.tensor;

import java.util.List;
import rnn4j.kernel.Kernels;

/** Operations on rows of logits that each have a label: {@code labels.shape + [classes]}. Nothing of that size is kept between them. */
sealed interface LabelOp extends Op {

    /** The class of each row. */
    Ids labels();

    @Override
    default Attributes attributes() {
        return Attributes.of(
                "ids",
                Attributes.list(labels().data()),
                "shape",
                Attributes.list(labels().shape().sizes()));
    }

    private void check(Shape logits) {
        if (logits.rank() == 0 || !logits.without(-1).equals(labels().shape())) {
            throw new ShapeException(
                    name(), "logits " + logits + " for labels " + labels().shape() + "; give one row per label");
        }
        IndexOp.check(name(), labels(), logits.size(-1));
    }

    /** The softmax of one row, in float64. */
    private static double[] softmax(double[] x, int row, int n) {
        double[] logits = new double[n];
        System.arraycopy(x, row * n, logits, 0, n);
        return SoftmaxOp.SOFTMAX.reference(List.of(Shape.of(n)), List.of(logits));
    }

    /**
     * The logarithm of the softmax of each row at its label: {@code labels.shape + [classes]} to {@code labels.shape}.
     *
     * @param labels each from 0 to classes - 1
     */
    record LogLikelihood(Ids labels) implements LabelOp {
        @Override
        public String name() {
            return "logLikelihood";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            LabelOp.super.check(inputs.getFirst());
            return labels.shape();
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            float[] x = inputs.getFirst().data();
            Shape logits = inputs.getFirst().shape();
            shape(List.of(logits));
            int n = logits.size(-1);
            float[] y = Workspace.room(labels.count());
            Shares.run(
                    y.length,
                    n,
                    (row, rows) -> Kernels.rows().logSoftmaxAt(x, row * n, rows, n, labels.data(), row, y, row));
            return Tensor.owning(labels.shape(), y);
        }

        @Override
        public double[] reference(List<Shape> shapes, List<double[]> inputs) {
            shape(shapes);
            int n = shapes.getFirst().size(-1);
            double[] all = SoftmaxOp.LOG_SOFTMAX.reference(shapes, inputs);
            double[] y = new double[labels.count()];
            for (int row = 0; row < y.length; row++) {
                y[row] = all[row * n + labels.data()[row]];
            }
            return y;
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return Tensor.apply(new Slope(labels), inputs.getFirst(), gradient);
        }
    }

    /**
     * The gradient of {@link LogLikelihood}: (p − 1ₗ) · −g, with p the softmax of the row and 1ₗ one at its label, zero
     * elsewhere. Written so, and not (1ₗ − p) g, a loss, whose g is negative, has the gradient +0 wherever p is right.
     * The inputs are the logits and g, of the labels' shape.
     *
     * @param labels each from 0 to classes - 1
     */
    record Slope(Ids labels) implements LabelOp {
        @Override
        public String name() {
            return "logLikelihoodSlope";
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            LabelOp.super.check(inputs.getFirst());
            if (!inputs.getLast().equals(labels.shape())) {
                throw new ShapeException(
                        name(),
                        "gradient " + inputs.getLast() + " for labels " + labels.shape() + "; give one per label");
            }
            return inputs.getFirst();
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            Shape shape = shape(Tensor.shapes(inputs));
            float[] x = inputs.getFirst().data();
            float[] g = inputs.getLast().data();
            float[] y = Workspace.room(x.length);
            int n = shape.size(-1);
            Shares.run(
                    g.length,
                    n,
                    (row, rows) -> Kernels.rows()
                            .logSoftmaxSlope(x, row * n, rows, n, labels.data(), row, g, row, y, row * n));
            return Tensor.owning(shape, y);
        }

        @Override
        public double[] reference(List<Shape> shapes, List<double[]> inputs) {
            int n = shape(shapes).size(-1);
            double[] y = new double[inputs.getFirst().length];
            for (int row = 0; row < labels.count(); row++) {
                double[] softmax = softmax(inputs.getFirst(), row, n);
                for (int i = 0; i < n; i++) {
                    double target = i == labels.data()[row] ? 1 : 0;
                    y[row * n + i] = (softmax[i] - target) * -inputs.getLast()[row];
                }
            }
            return y;
        }

        /** With p the softmax and G the gradient: p (Σ G p − G) g for the logits, Σ G (1ₗ − p) for g. */
        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            Tensor x = inputs.getFirst();
            if (input == 1) {
                Tensor slope = Tensor.apply(new Slope(labels), x, Tensor.full(labels.shape(), 1));
                return gradient.mul(slope).sum(-1);
            }
            Tensor p = x.softmax(-1);
            Tensor mean = gradient.mul(p).sum(-1).expand(-1);
            return p.mul(mean.sub(gradient)).mul(inputs.getLast().expand(-1));
        }
    }
}
