package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pass that writes down what is computed, so that the gradient of its result can be derived.
 *
 * <p>The tape is there only while the pass runs: values made within it stay valid afterwards as plain numbers, so a state
 * carried to the next pass carries no gradient with it.
 */
public final class Tape implements Recorder {

    private final List<Tensor> recorded = new ArrayList<>();
    private final Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The parameters in the order they were met, and the version of each then. */
    private final List<Parameter> parameters = new ArrayList<>();

    private long[] versions = new long[16];

    private final Set<Tensor> wrt = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Backward backward = new Backward();
    private final @Nullable Search search;

    /** Begins without records; a {@link Workspace} keeps the tape of a pass for the next one. */
    Tape() {
        this.search = null;
    }

    /** Begins to look for the first number that is not finite. */
    private Tape(Search search) {
        this.search = search;
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
            return derived(new Backward(), loss.get(), wrt);
        }
        Tape tape = Workspace.tape();
        try {
            Collections.addAll(tape.wrt, wrt);
            Tensor value = ScopedValue.where(SCOPE, tape).call(loss::get);
            Differentiated derived = derived(tape.backward, value, wrt);
            tape.checkVersions();
            return derived;
        } finally {
            tape.clear();
            Workspace.giveBack(tape);
        }
    }

    /** Runs a pass of its own within a tape that writes down where each operation stands. */
    static Optional<NonFinite> search(Supplier<Tensor> loss) {
        Search search = new Search();
        Tape tape = new Tape(search);
        try {
            Differentiated pass = ScopedValue.where(SCOPE, tape).call(() -> differentiate(loss));
            return Stream.concat(Stream.of(pass.value()), pass.gradients().parameters().values().stream())
                    .filter(tensor -> !tensor.finite())
                    .findFirst()
                    .flatMap(search::origin);
        } finally {
            tape.clear();
        }
    }

    /** Returns the search that runs in this thread, or null. */
    static @Nullable Search searching() {
        return Recorder.current() instanceof Tape tape ? tape.search : null;
    }

    /**
     * Returns whether each operation of the running pass is to be seen: then nothing may compute several at once, as plans do.
     */
    public static boolean everyOperation() {
        return searching() != null;
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
        return tensor.dependent()
                || (parameter != null && parameter.trainable())
                || (Recorder.current() instanceof Tape tape && tape.wrt.contains(tensor));
    }

    /**
     * Returns gradients within a pass that records them: for derivatives of derivatives.
     *
     * @param results what was computed
     * @param seeds the gradient with respect to each result, of its shape
     * @param wrt what to differentiate with respect to
     */
    public static Gradients gradients(List<Tensor> results, List<Tensor> seeds, List<Tensor> wrt) {
        return new Backward().gradients(results, seeds, wrt);
    }

    void record(Tensor result, List<Tensor> inputs) {
        recorded.add(result);
        if (search != null) {
            search.record(result);
        }
        follow(result);
        for (int i = 0; i < inputs.size(); i++) {
            Parameter parameter = inputs.get(i).parameter();
            if (parameter != null && seen.add(parameter)) {
                if (parameters.size() == versions.length) {
                    versions = Arrays.copyOf(versions, 2 * versions.length);
                }
                versions[parameters.size()] = parameter.version();
                parameters.add(parameter);
            }
        }
    }

    private static void follow(Tensor result) {
        Node node = Objects.requireNonNull(result.node());
        for (int i = 0; i < node.inputs().size() && !result.dependent(); i++) {
            if (node.op().passes(i) && mayWant(node.inputs().get(i))) {
                result.dependsOnWanted();
            }
        }
    }

    private void clear() {
        recorded.forEach(Tensor::forget);
        recorded.clear();
        seen.clear();
        parameters.clear();
        wrt.clear();
    }

    /** Another thread may have updated parameters meanwhile; the gradients would then belong to no model at all. */
    private void checkVersions() {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).version() != versions[i]) {
                throw new IllegalStateException("differentiate: parameter '"
                        + parameters.get(i).name() + "' was updated while the pass ran; update between passes only");
            }
        }
    }

    private static Differentiated derived(Backward backward, Tensor value, Tensor... wrt) {
        if (value.shape().count() != 1) {
            throw new ShapeException(
                    "differentiate",
                    "the loss has shape " + value.shape() + "; reduce it to one element, by sum() or mean()");
        }
        Tensor seed = Tensor.full(value.shape(), 1);
        return new Differentiated(value, backward.gradients(value, seed, List.of(wrt)));
    }
}
