package rnn4j.cell.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Tensor;

/**
 * A step whose states are multiplied by masks where they enter a matrix product, and nowhere else: recurrent dropout.
 *
 * <p>A state enters a product as it is, laid out in another way (slice, concat, reshape and their kin), or scaled by something
 * else, as {@code f.mul(h)} is by its gate. What was computed from a state in any other way is no longer that state.
 */
public final class MaskedProducts {

    private static final Set<String> LAYOUTS =
            ImmutableSet.of("slice", "concat", "reshape", "transpose", "broadcast", "pad", "reverse", "stopGradient");

    private final StepGraph graph;
    private final GraphCell cell;
    private final List<Set<String>> carried;
    private final boolean[] masked;

    /** Rewrites a traced step. */
    public MaskedProducts(Traced traced) {
        this.graph = traced.graph();
        this.cell = new GraphCell(graph, traced.parameters());
        this.carried = carried(graph.nodes());
        this.masked = masked();
    }

    /** Returns what the cell looks like from outside, masks left aside. */
    public CellShape shape() {
        return cell.shape();
    }

    /** Returns the names of the states that enter a product, in order. */
    public Set<String> states() {
        Set<String> states = new LinkedHashSet<>();
        for (int place = 0; place < masked.length; place++) {
            if (masked[place] && graph.nodes().get(place) instanceof GraphNode.StateInput state) {
                states.add(state.name());
            }
        }
        return states;
    }

    /**
     * Computes one step.
     *
     * @param x {@code [batch, input]}
     * @param masks for each of {@link #states} factors of its shape
     */
    public Step step(Tensor x, State state, State masks) {
        List<GraphNode> nodes = graph.nodes();
        List<Tensor> plain = new ArrayList<>(nodes.size());
        List<Tensor> dropped = new ArrayList<>(nodes.size());
        for (int place = 0; place < nodes.size(); place++) {
            GraphNode node = nodes.get(place);
            Tensor tensor = cell.tensor(place, x, state, product(node) ? dropped : plain);
            plain.add(tensor);
            if (!masked[place]) {
                dropped.add(tensor);
            } else if (node instanceof GraphNode.StateInput input) {
                dropped.add(tensor.mul(masks.get(input.name())));
            } else {
                dropped.add(cell.tensor(place, x, state, dropped));
            }
        }
        return cell.step(plain);
    }

    private static boolean product(GraphNode node) {
        return node instanceof GraphNode.Operation operation && operation.name().equals("matmul");
    }

    /** Returns, for each node, the states that it is, in another layout or scaled. */
    private static List<Set<String>> carried(List<GraphNode> nodes) {
        List<Set<String>> carried = new ArrayList<>(nodes.size());
        for (GraphNode node : nodes) {
            carried.add(
                    switch (node) {
                        case GraphNode.StateInput state -> ImmutableSet.of(state.name());
                        case GraphNode.Operation operation -> carried(operation, carried);
                        default -> ImmutableSet.<String>of();
                    });
        }
        return ImmutableList.copyOf(carried);
    }

    private static Set<String> carried(GraphNode.Operation operation, List<Set<String>> earlier) {
        List<Set<String>> operands =
                operation.inputs().stream().map(earlier::get).toList();
        long carriers = operands.stream().filter(states -> !states.isEmpty()).count();
        boolean scaled = operation.name().equals("mul") && carriers == 1; // a product of states is linear in neither
        if (!scaled && !LAYOUTS.contains(operation.name())) {
            return ImmutableSet.of();
        }
        return operands.stream().flatMap(Set::stream).collect(ImmutableSet.toImmutableSet());
    }

    /** Returns which nodes a product needs masked: those that carry a state to it. */
    private boolean[] masked() {
        List<GraphNode> nodes = graph.nodes();
        boolean[] needed = new boolean[nodes.size()];
        for (int place = nodes.size() - 1; place >= 0; place--) {
            if (nodes.get(place) instanceof GraphNode.Operation operation && (needed[place] || product(operation))) {
                for (int input : operation.inputs()) {
                    needed[input] |= !carried.get(input).isEmpty();
                }
            }
        }
        return needed;
    }
}
