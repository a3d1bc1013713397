package rnn4j.tensor;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A {@link FusedPass} on the tape. Its results hang on one tensor without elements, so that the pass is asked for gradients
 * once, when those of all its results are known.
 *
 * @param pass computes the gradients
 * @param results how many there are
 */
record FusedOp(FusedPass pass, int results) implements Op {

    static final String NAME = "fused";

    private static final Shape NOTHING = Shape.of(0);
    private static final float[] NO_NUMBERS = {};

    /** Hangs the results on the pass. */
    static void record(Tape tape, List<Tensor> inputs, List<Tensor> results, FusedPass pass) {
        Tensor whole = Tensor.owning(NOTHING, NO_NUMBERS);
        whole.computedBy(new Node(new FusedOp(pass, results.size()), ImmutableList.copyOf(inputs)));
        tape.record(whole, inputs);
        List<Tensor> inputsOfResults = List.of(whole);
        for (int i = 0; i < results.size(); i++) {
            Tensor result = results.get(i);
            result.computedBy(new Node(new Result(i, result.shape()), inputsOfResults));
            tape.record(result, List.of());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int arity() {
        return ANY;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return NOTHING;
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        throw new IllegalStateException("a fused pass has run when it is written down");
    }

    @Override
    public double[] reference(List<Shape> shapes, List<double[]> inputs) {
        throw new IllegalStateException("a fused pass has no reference; trace the step for it");
    }

    @Override
    public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
        throw new IllegalStateException("a fused pass tells all its gradients at once");
    }

    /**
     * One result of a pass.
     *
     * @param number which one, from 0
     * @param shape its shape
     */
    record Result(int number, Shape shape) implements Op {
        @Override
        public String name() {
            return "fusedResult";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return shape;
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            throw new IllegalStateException("a fused pass has run when it is written down");
        }

        @Override
        public double[] reference(List<Shape> shapes, List<double[]> inputs) {
            throw new IllegalStateException("a fused pass has no reference; trace the step for it");
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            throw new IllegalStateException("a fused pass tells all its gradients at once");
        }
    }
}
