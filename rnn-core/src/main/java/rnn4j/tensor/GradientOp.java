package rnn4j.tensor;

import java.util.List;

/** Operations that pass a value on unchanged and decide what becomes of the gradient. */
sealed interface GradientOp extends Op {

    @Override
    default Tensor forward(List<Tensor> inputs) {
        shape(Tensor.shapes(inputs));
        Tensor value = inputs.get(value());
        return Tensor.owning(
                value.shape(),
                value.parameter() == null ? value.data() : value.data().clone());
    }

    @Override
    default double[] reference(List<Shape> shapes, List<double[]> inputs) {
        return inputs.get(value()).clone();
    }

    /** Returns which input is passed on. */
    int value();

    /** The value, through which no gradient passes. */
    record StopGradient() implements GradientOp {
        @Override
        public String name() {
            return "stopGradient";
        }

        @Override
        public int value() {
            return 0;
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return inputs.getFirst();
        }

        @Override
        public boolean passes(int input) {
            return false;
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            throw new IllegalStateException("stopGradient passes no gradient");
        }
    }

    /**
     * A value with a derivative of its author's choice: inputs x, value, slope, all of one shape; the result is the value,
     * and the gradient with respect to x is gradient · slope. None passes to value and slope.
     */
    record OwnDerivative() implements GradientOp {
        @Override
        public String name() {
            return "ownDerivative";
        }

        @Override
        public int arity() {
            return 3;
        }

        @Override
        public int value() {
            return 1;
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            if (!inputs.get(0).equals(inputs.get(1)) || !inputs.get(0).equals(inputs.get(2))) {
                throw new ShapeException(
                        "ownDerivative",
                        "x, value and slope differ: " + Broadcasting.join(inputs) + "; give one shape for all three");
            }
            return inputs.get(1);
        }

        @Override
        public boolean passes(int input) {
            return input == 0;
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return gradient.mul(inputs.get(2));
        }
    }
}
