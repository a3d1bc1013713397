package rnn4j.tensor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A run of operations without numbers: what comes out is how it would be computed, as {@link Node}s to walk. */
public final class Trace implements Recorder {

    private Trace() {}

    /** Runs work in which every operation is written down and none computed. */
    public static <R> R of(Supplier<R> work) {
        return ScopedValue.where(SCOPE, new Trace()).call(work::get);
    }

    /** Returns a tensor that has a shape only: an input of a trace. */
    public static Tensor symbol(Shape shape) {
        return Tensor.symbol(shape, null);
    }

    /** Returns how a symbolic tensor is computed; empty for an input, a parameter or a constant. */
    public static Optional<Node> node(Tensor tensor) {
        return tensor.symbolic() ? Optional.ofNullable(tensor.node()) : Optional.empty();
    }

    /** Returns the full name of a parameter; empty for every other tensor. */
    public static Optional<String> parameter(Tensor tensor) {
        return Optional.ofNullable(tensor.parameter()).map(Parameter::name);
    }

    /**
     * Returns the gradients of several results together, as symbols where they depend on symbols.
     *
     * @param results of a trace
     * @param seeds the gradient with respect to each result, of its shape
     * @param wrt what to differentiate with respect to, beside the parameters
     */
    public static Gradients gradients(List<Tensor> results, List<Tensor> seeds, List<Tensor> wrt) {
        return of(() -> new Backward().gradients(results, seeds, wrt));
    }

    /** Returns whether a trace runs in this thread. */
    public static boolean tracing() {
        return Recorder.current() instanceof Trace;
    }

    /** Returns whether a tensor is symbolic: it has a shape and no numbers. */
    public static boolean symbolic(Tensor tensor) {
        return tensor.symbolic();
    }
}
