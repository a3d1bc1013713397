package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link FusedPass} on the tape. Its results hang on one tensor without elements, so that the pass is asked for gradients
 * once, when those of all its results are known.
 *
 * @param pass computes the gradients
 * @param results how many there are
 */
record FusedOp(FusedPass pass, int results) implements Op {

    static final String NAME = "fused";

    /** Hangs the results on the pass. */
    static void record(Tape tape, List<Tensor> inputs, List<Tensor> results, FusedPass pass) {
        Tensor whole = Tensor.zeros(Shape.of(0));
        whole.computedBy(new Node(new FusedOp(pass, results.size()), List.copyOf(inputs)));
        tape.record(whole, inputs);
        for (int i = 0; i < results.size(); i++) {
            Tensor result = results.get(i);
            result.computedBy(new Node(new Result(i, result.shape()), List.of(whole)));
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
        return Shape.of(0);
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

        /** Lays a result's gradient beside those of the other results. */
        void collect(Tensor whole, Tensor gradient, IdentityHashMap<Tensor, Shares> fused) {
            fused.computeIfAbsent(whole, Shares::new).gradients.set(number, Optional.of(gradient));
        }
    }

    /** The gradients that have reached the results of one pass. */
    static final class Shares {
        private final FusedOp op;
        private final List<Tensor> inputs;
        private final List<Optional<Tensor>> gradients;

        Shares(Tensor whole) {
            Node node = whole.node();
            if (node == null || !(node.op() instanceof FusedOp fused)) {
                throw new IllegalStateException("results hang on no pass");
            }
            op = fused;
            inputs = node.inputs();
            gradients = new ArrayList<>(Collections.nCopies(op.results, Optional.empty()));
        }

        /** Asks the pass for the gradients of its inputs and adds them to the adjoints. */
        void passOn(Set<Tensor> wanted, IdentityHashMap<Tensor, Tensor> adjoints) {
            boolean[] asked = new boolean[inputs.size()];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = wanted.contains(inputs.get(i));
            }
            List<Optional<Tensor>> shares = op.pass.gradients(gradients, asked);
            for (int i = 0; i < asked.length; i++) {
                Tensor input = inputs.get(i);
                if (asked[i]) {
                    shares.get(i).ifPresent(share -> adjoints.merge(input, share, Tensor::add));
                }
            }
        }
    }
}
