package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pass that writes down what is computed, so that the gradient of its result can be derived.
 *
 * <p>The tape is there only while the pass runs: values made within it stay valid afterwards as plain numbers, so a state
 * carried to the next pass carries no gradient with it.
 */
public final class Tape implements Recorder {

    private final List<Tensor> recorded = new ArrayList<>();
    private final IdentityHashMap<Parameter, Long> versions = new IdentityHashMap<>();

    private final Set<Tensor> wrt = Collections.newSetFromMap(new IdentityHashMap<>());

    private Tape(List<Tensor> wrt) {
        this.wrt.addAll(wrt);
    }

    /**
     * Computes a loss and its gradients with respect to every trainable parameter and the given tensors.
     *
     * <p>Calls may be nested: within an outer pass the inner gradients are recorded too, which gives derivatives of
     * derivatives; within a {@link Trace} they are symbolic.
     *
     * @param loss computes a tensor of one element
     * @param wrt tensors to differentiate with respect to, beside the parameters
     * @throws ShapeException when the loss has not one element
     */
    public static Differentiated differentiate(Supplier<Tensor> loss, Tensor... wrt) {
        if (Recorder.current() != null) {
            return derived(loss.get(), wrt);
        }
        Tape tape = new Tape(Arrays.asList(wrt));
        try {
            Tensor value = ScopedValue.where(SCOPE, tape).call(loss::get);
            Differentiated derived = derived(value, wrt);
            tape.checkVersions();
            return derived;
        } finally {
            tape.recorded.forEach(Tensor::forget);
        }
    }

    /** Returns whether a pass runs in this thread. */
    public static boolean recording() {
        return Recorder.current() instanceof Tape;
    }

    /** Runs work whose operations are computed and not written down, whatever runs around it. */
    public static <R> R aside(Supplier<R> work) {
        return Recorder.current() == null
                ? work.get()
                : ScopedValue.<@Nullable Recorder>where(SCOPE, null).call(work::get);
    }

    /**
     * Writes down that results were computed from inputs by one pass; does nothing where no tape runs.
     *
     * @param inputs what gradients may be wanted of
     * @param results fresh tensors, of which the pass made the values
     * @param pass computes the gradients
     */
    public static void fused(List<Tensor> inputs, List<Tensor> results, FusedPass pass) {
        if (Recorder.current() instanceof Tape tape) {
            FusedOp.record(tape, inputs, results, pass);
        }
    }

    /** Returns whether the gradient with respect to a tensor may be asked for when the running pass ends. */
    public static boolean mayWant(Tensor tensor) {
        Parameter parameter = tensor.parameter();
        return tensor.node() != null
                || (parameter != null && parameter.trainable())
                || (Recorder.current() instanceof Tape tape && tape.wrt.contains(tensor));
    }

    /**
     * Returns gradients within a pass that records them: for derivatives of derivatives.
     *
     * @param results what was computed
     * @param seeds the gradient with respect to each result; empty where none reaches it
     * @param wrt what to differentiate with respect to
     */
    public static List<Optional<Tensor>> gradients(
            List<Tensor> results, List<Optional<Tensor>> seeds, List<Tensor> wrt) {
        List<Tensor> reached = new ArrayList<>();
        List<Tensor> given = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (seeds.get(i).isPresent()) {
                reached.add(results.get(i));
                given.add(seeds.get(i).get());
            }
        }
        Gradients gradients = Backward.gradients(reached, given, wrt);
        return wrt.stream()
                .map(each -> gradients.reached(each) ? Optional.of(gradients.of(each)) : Optional.<Tensor>empty())
                .toList();
    }

    void record(Tensor result, List<Tensor> inputs) {
        recorded.add(result);
        for (Tensor input : inputs) {
            Parameter parameter = input.parameter();
            if (parameter != null) {
                versions.putIfAbsent(parameter, parameter.version());
            }
        }
    }

    /** Another thread may have updated parameters meanwhile; the gradients would then belong to no model at all. */
    private void checkVersions() {
        versions.forEach((parameter, version) -> {
            if (parameter.version() != version) {
                throw new IllegalStateException("differentiate: parameter '" + parameter.name()
                        + "' was updated while the pass ran; update between passes only");
            }
        });
    }

    private static Differentiated derived(Tensor value, Tensor... wrt) {
        if (value.shape().count() != 1) {
            throw new ShapeException(
                    "differentiate",
                    "the loss has shape " + value.shape() + "; reduce it to one element, by sum() or mean()");
        }
        Tensor seed = Tensor.full(value.shape(), 1);
        return new Differentiated(value, Backward.gradients(value, seed, Arrays.asList(wrt)));
    }
}
