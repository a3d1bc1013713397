package rnn4j.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way back: walks from a result to what it was computed from and applies each operation's derivative once. */
final class Backward {

    private Backward() {}

    /**
     * Returns the gradients of a result.
     *
     * @param seed the gradient with respect to the result itself, of its shape
     * @param wrt what to differentiate with respect to, beside the parameters
     */
    static Gradients gradients(Tensor result, Tensor seed, List<Tensor> wrt) {
        return gradients(List.of(result), List.of(seed), wrt);
    }

    /**
     * Returns the gradients of several results together.
     *
     * @param seeds the gradient with respect to each result, of its shape
     * @param wrt what to differentiate with respect to, beside the parameters
     */
    static Gradients gradients(List<Tensor> results, List<Tensor> seeds, List<Tensor> wrt) {
        List<Tensor> order = inputsFirst(results, Set.of());
        Set<Tensor> wanted = wanted(order, wrt);
        IdentityHashMap<Tensor, Tensor> adjoints = new IdentityHashMap<>();
        IdentityHashMap<Tensor, FusedOp.Shares> fused = new IdentityHashMap<>();
        IdentityHashMap<Tensor, Tensor> found = new IdentityHashMap<>();
        Set<Tensor> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(wrt);
        for (int i = 0; i < seeds.size(); i++) {
            adjoints.merge(results.get(i), seeds.get(i), Tensor::add);
        }
        for (Tensor tensor : order.reversed()) {
            // an adjoint is complete once all that depends on the tensor was visited, and not needed after its own
            // visit
            FusedOp.Shares shares = fused.remove(tensor);
            if (shares != null && wanted.contains(tensor)) {
                shares.passOn(wanted, adjoints);
            }
            Tensor adjoint = adjoints.remove(tensor);
            if (adjoint == null || !wanted.contains(tensor)) {
                continue;
            }
            if (tensor.node() != null && tensor.node().op() instanceof FusedOp.Result part) {
                part.collect(tensor.node().inputs().getFirst(), adjoint, fused);
                continue;
            }
            if (kept.contains(tensor) || tensor.parameter() != null) {
                found.put(tensor, adjoint);
            }
            Node node = tensor.node();
            if (node != null) {
                passOn(node, tensor, adjoint, wanted, adjoints);
            }
        }
        return new Gradients(found, kept, parameters(found));
    }

    private static void passOn(
            Node node, Tensor result, Tensor adjoint, Set<Tensor> wanted, IdentityHashMap<Tensor, Tensor> adjoints) {
        List<Tensor> inputs = node.inputs();
        for (int input = 0; input < inputs.size(); input++) {
            Tensor operand = inputs.get(input);
            if (wanted.contains(operand) && node.op().passes(input)) {
                Tensor share = node.op().derivative(input, inputs, result, adjoint);
                adjoints.merge(operand, share, Tensor::add);
            }
        }
    }

    /** Returns everything the result was computed from, each after its own inputs; without recursion, however deep. */
    static List<Tensor> inputsFirst(Tensor result) {
        return inputsFirst(List.of(result), Set.of());
    }

    /** Returns everything the results were computed from, each once and after its own inputs; not what lies behind the known. */
    static List<Tensor> inputsFirst(List<Tensor> results, Set<Tensor> known) {
        List<Tensor> order = new ArrayList<>();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Visit> stack = new ArrayDeque<>();
        for (Tensor result : results) {
            if (seen.add(result)) {
                stack.push(new Visit(result, known));
            }
            while (!stack.isEmpty()) {
                Tensor input = stack.peek().next();
                if (input == null) {
                    order.add(stack.pop().tensor);
                } else if (seen.add(input)) {
                    stack.push(new Visit(input, known));
                }
            }
        }
        return order;
    }

    /** A tensor on the way to its inputs. */
    private static final class Visit {
        private final Tensor tensor;
        private final List<Tensor> inputs;
        private int visited;

        Visit(Tensor tensor, Set<Tensor> known) {
            Node node = known.contains(tensor) ? null : tensor.node();
            this.tensor = tensor;
            this.inputs = node == null ? List.of() : node.inputs();
        }

        @Nullable
        Tensor next() {
            return visited < inputs.size() ? inputs.get(visited++) : null;
        }
    }

    /** Returns what lies on a way from something to differentiate with respect to; the rest costs nothing. */
    private static Set<Tensor> wanted(List<Tensor> order, List<Tensor> wrt) {
        Set<Tensor> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(wrt);
        for (Tensor tensor : order) {
            Node node = tensor.node();
            Parameter parameter = tensor.parameter();
            if ((parameter != null && parameter.trainable()) || (node != null && reaches(node, wanted))) {
                wanted.add(tensor);
            }
        }
        return wanted;
    }

    private static boolean reaches(Node node, Set<Tensor> wanted) {
        for (int input = 0; input < node.inputs().size(); input++) {
            if (node.op().passes(input) && wanted.contains(node.inputs().get(input))) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Tensor> parameters(IdentityHashMap<Tensor, Tensor> found) {
        record Named(Parameter parameter, Tensor gradient) {}
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        found.entrySet().stream()
                .flatMap(entry -> {
                    Parameter parameter = entry.getKey().parameter();
                    return parameter != null && parameter.trainable()
                            ? Stream.of(new Named(parameter, entry.getValue()))
                            : Stream.<Named>empty();
                })
                .sorted(Comparator.comparingInt(named -> named.parameter.order()))
                .forEach(named -> {
                    if (parameters.put(named.parameter.name(), named.gradient) != null) {
                        throw new IllegalStateException("differentiate: two parameters are named '"
                                + named.parameter.name() + "'; give each model its own scope");
                    }
                });
        return parameters;
    }
}
