package rnn4j.tensor;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The way back: walks from a result to what it was computed from and applies each operation's derivative once.
 *
 * <p>Holds no more than room between two walks, so that one who walks again and again needs no new room.
 */
final class Backward {

    private static final Comparator<Tensor> AS_CREATED =
            Comparator.comparingInt(tensor -> parameter(tensor).order());

    private final Ancestry ancestry = new Ancestry();
    private final Set<Tensor> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Tensor, Tensor> adjoints = new IdentityHashMap<>();
    private final IdentityHashMap<Tensor, FusedGradients> fused = new IdentityHashMap<>();
    private final IdentityHashMap<Tensor, Tensor> found = new IdentityHashMap<>();
    private final List<Tensor> parameters = new ArrayList<>();

    /**
     * Returns the gradients of a result.
     *
     * @param seed the gradient with respect to the result itself, of its shape
     * @param wrt what to differentiate with respect to, beside the parameters
     */
    Gradients gradients(Tensor result, Tensor seed, List<Tensor> wrt) {
        return gradients(List.of(result), List.of(seed), wrt);
    }

    /**
     * Returns the gradients of several results together.
     *
     * @param seeds the gradient with respect to each result, of its shape
     * @param wrt what to differentiate with respect to, beside the parameters
     */
    Gradients gradients(List<Tensor> results, List<Tensor> seeds, List<Tensor> wrt) {
        try {
            List<Tensor> order = ancestry.inputsFirst(results, Set.of());
            want(order, wrt);
            for (int i = 0; i < seeds.size(); i++) {
                adjoints.merge(results.get(i), seeds.get(i), Tensor::add);
            }
            Set<Tensor> asked = Set.copyOf(wrt);
            for (int i = order.size() - 1; i >= 0; i--) {
                visit(order.get(i), asked);
            }
            return new Gradients(found, asked, namedParameters());
        } finally {
            clear();
        }
    }

    private void clear() {
        ancestry.clear();
        wanted.clear();
        adjoints.clear();
        fused.clear();
        found.clear();
        parameters.clear();
    }

    /** An adjoint is complete once all that depends on the tensor was visited, and not needed after its own visit. */
    private void visit(Tensor tensor, Set<Tensor> asked) {
        FusedGradients gradients = fused.remove(tensor);
        if (gradients != null && wanted.contains(tensor)) {
            gradients.run();
        }
        Tensor adjoint = adjoints.remove(tensor);
        if (adjoint == null || !wanted.contains(tensor)) {
            return;
        }
        Node node = tensor.node();
        if (node != null && node.op() instanceof FusedOp.Result part) {
            gradients(node.inputs().getFirst()).reach(part.number(), adjoint);
            return;
        }
        Parameter parameter = tensor.parameter();
        if (parameter != null || asked.contains(tensor)) {
            found.put(tensor, adjoint);
        }
        if (parameter != null && parameter.trainable()) {
            parameters.add(tensor);
        }
        if (node != null) {
            passOn(node, tensor, adjoint);
        }
    }

    /** Returns the gradients that are laid together for the pass that a tensor stands for. */
    private FusedGradients gradients(Tensor whole) {
        FusedGradients known = fused.get(whole);
        if (known == null) {
            Node node = whole.node();
            if (node == null || !(node.op() instanceof FusedOp op)) {
                throw new IllegalStateException("results hang on no pass");
            }
            known = new FusedGradients(op, node.inputs(), wanted, adjoints);
            fused.put(whole, known);
        }
        return known;
    }

    private void passOn(Node node, Tensor result, Tensor adjoint) {
        Search search = Tape.searching();
        if (search != null) {
            search.turnTo(result);
        }
        List<Tensor> inputs = node.inputs();
        for (int input = 0; input < inputs.size(); input++) {
            Tensor operand = inputs.get(input);
            if (wanted.contains(operand) && node.op().passes(input)) {
                Tensor share = node.op().derivative(input, inputs, result, adjoint);
                adjoints.merge(operand, share, Tensor::add);
            }
        }
    }

    /** Wants what lies on a way from something to differentiate with respect to; the rest costs nothing. */
    private void want(List<Tensor> order, List<Tensor> wrt) {
        wanted.addAll(wrt);
        for (int i = 0; i < order.size(); i++) {
            Tensor tensor = order.get(i);
            Node node = tensor.node();
            Parameter parameter = tensor.parameter();
            if ((parameter != null && parameter.trainable()) || (node != null && reaches(node))) {
                wanted.add(tensor);
            }
        }
    }

    private boolean reaches(Node node) {
        List<Tensor> inputs = node.inputs();
        for (int input = 0; input < inputs.size(); input++) {
            if (node.op().passes(input) && wanted.contains(inputs.get(input))) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Tensor> namedParameters() {
        parameters.sort(AS_CREATED);
        ImmutableMap.Builder<String, Tensor> named = ImmutableMap.builderWithExpectedSize(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            Tensor tensor = parameters.get(i);
            named.put(parameter(tensor).name(), Objects.requireNonNull(found.get(tensor)));
        }
        ImmutableMap<String, Tensor> all = named.buildKeepingLast();
        if (all.size() < parameters.size()) {
            throw new IllegalStateException(
                    "differentiate: two parameters are named '" + firstTwice() + "'; give each model its own scope");
        }
        return all;
    }

    private String firstTwice() {
        Set<String> names = new HashSet<>();
        return parameters.stream()
                .map(tensor -> parameter(tensor).name())
                .filter(name -> !names.add(name))
                .findFirst()
                .orElseThrow();
    }

    private static Parameter parameter(Tensor tensor) {
        return Objects.requireNonNull(tensor.parameter());
    }
}
