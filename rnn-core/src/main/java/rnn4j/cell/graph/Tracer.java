package rnn4j.cell.graph;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.StateShape;
import rnn4j.cell.Step;
import rnn4j.tensor.Attributes;
import rnn4j.tensor.Node;
import rnn4j.tensor.Op;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;
import rnn4j.tensor.TracedValueException;

/** Runs a step on symbols and lays down what is needed for its results, for one batch size. */
final class Tracer {

    private final Class<?> cell;
    private final @Nullable Parameters scope;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final IdentityHashMap<Tensor, Integer> places = new IdentityHashMap<>();
    private final Map<GraphNode.Constant, Integer> constants = new LinkedHashMap<>();
    private final List<GraphNode> nodes = new ArrayList<>();

    private Tracer(Class<?> cell, @Nullable Parameters scope) {
        this.cell = cell;
        this.scope = scope;
    }

    /**
     * Traces a step for some rows.
     *
     * @param scope whose parameters are all listed, and no others may be used; null to list those that are used, by full name
     */
    static Traced trace(Cell cell, @Nullable Parameters scope, int rows) {
        Tracer tracer = new Tracer(cell.getClass(), scope);
        return new Traced(tracer.run(cell, rows), tracer.parameters);
    }

    private StepGraph run(Cell cell, int rows) {
        CellShape shape = cell.shape();
        Tensor x = Trace.symbol(Shape.of(rows, shape.input()));
        place(x, new GraphNode.Input(Dims.of(x.shape())));
        Map<String, Tensor> states = new LinkedHashMap<>();
        for (StateShape each : shape.states()) {
            Tensor symbol = Trace.symbol(each.of(rows));
            states.put(each.name(), symbol);
            place(symbol, new GraphNode.StateInput(each.name(), Dims.of(symbol.shape()), start(each)));
        }
        Step step = step(cell, x, State.of(states), rows);
        List<Tensor> results = new ArrayList<>(List.of(step.output()));
        results.addAll(step.state().values());
        List<Tensor> order = inputsFirst(results);
        placeParameters(order);
        order.stream().filter(tensor -> Trace.node(tensor).isEmpty()).forEach(this::leaf);
        order.forEach(tensor -> Trace.node(tensor).ifPresent(node -> place(tensor, operation(tensor, node))));
        Map<String, Integer> next = new LinkedHashMap<>();
        step.state().tensors().forEach((name, tensor) -> next.put(name, place(tensor)));
        return new StepGraph(shape.columnNames(), nodes, place(step.output()), next);
    }

    private void placeParameters(List<Tensor> used) {
        if (scope == null) {
            used.forEach(tensor -> Trace.parameter(tensor).ifPresent(name -> own(name, tensor)));
        } else {
            scope.named().forEach((name, tensor) -> parameters.put(own(name, tensor), tensor));
        }
        parameters.forEach(
                (name, parameter) -> place(parameter, new GraphNode.ParameterInput(name, Dims.of(parameter.shape()))));
    }

    /** Runs the step; whatever goes wrong in it is told as the step's own. */
    private Step step(Cell cell, Tensor x, State state, int rows) {
        CellShape shape = cell.shape();
        Step step;
        try {
            step = Trace.of(() -> cell.step(x, state));
        } catch (TracedValueException e) {
            throw new UntraceableException(
                    UntraceableException.Reason.READS_VALUES,
                    this.cell,
                    "reads the value of a tensor, so it runs step by step, on the tape; to be faster, decide by operations"
                            + " such as greater and select",
                    e);
        } catch (RuntimeException | LinkageError e) {
            throw failed("failed with " + e + " for " + rows + " rows; mend it first", e);
        }
        Shape declared = Shape.of(rows, shape.output());
        if (!step.output().shape().equals(declared)) {
            throw failed(
                    "returned the output " + step.output().shape() + " where its shape says " + declared
                            + "; make step() and shape() agree",
                    null);
        }
        String mismatch = shape.mismatch(step.state(), rows);
        if (!mismatch.isEmpty()) {
            throw failed("returned " + mismatch + "; make step() and shape() agree", null);
        }
        return Step.of(step.output(), shape.ordered(step.state()));
    }

    private Start start(StateShape state) {
        return Trace.parameter(state.initial())
                .<Start>map(name -> new Start.Learned(own(name, state.initial())))
                .orElseGet(() -> new Start.Numbers(new GraphNode.Constant(Dims.of(state.sizes()), state.initial())));
    }

    /** Places a tensor that nothing was computed from: one that is known, or numbers that the step brings with it. */
    private void leaf(Tensor tensor) {
        if (places.containsKey(tensor)) {
            return;
        }
        Trace.parameter(tensor).ifPresent(name -> own(name, tensor));
        if (tensor.symbolic()) {
            throw failed("uses a tensor of another trace; keep no tensor between calls but parameters", null);
        }
        GraphNode.Constant constant = new GraphNode.Constant(Dims.of(tensor.shape()), tensor);
        places.put(tensor, constants.computeIfAbsent(constant, one -> {
            nodes.add(one);
            return nodes.size() - 1;
        }));
    }

    private GraphNode operation(Tensor result, Node node) {
        Op op = node.op();
        List<Integer> inputs = node.inputs().stream().map(this::place).toList();
        return new GraphNode.Operation(
                op.name(), op.version(), attributes(op.attributes()), inputs, Dims.of(result.shape()));
    }

    private static SortedMap<String, Object> attributes(Attributes attributes) {
        ImmutableSortedMap.Builder<String, Object> dims = ImmutableSortedMap.naturalOrder();
        attributes.values().forEach((name, value) -> dims.put(name, dim(value)));
        return dims.buildOrThrow();
    }

    private static Object dim(Object value) {
        if (value instanceof Integer number) {
            return Dim.of(number);
        }
        return value instanceof List<?> list ? list.stream().map(Tracer::dim).toList() : value;
    }

    /** Returns a parameter's name: below the scope, or, where there is none, the full one, and lists it. */
    private String own(String full, Tensor parameter) {
        if (scope == null) {
            Tensor earlier = parameters.putIfAbsent(full, parameter);
            if (earlier != null && earlier != parameter) {
                throw failed("uses two parameters named '" + full + "'; give each its own scope", null);
            }
            return full;
        }
        if (scope.named().get(full) != parameter) {
            throw failed(
                    "uses the parameter '" + full + "', which is not one of '" + scope.prefix()
                            + "'; trace it with the scope that the cell was made with",
                    null);
        }
        return full.substring(scope.prefix().length());
    }

    private void place(Tensor tensor, GraphNode node) {
        nodes.add(node);
        places.put(tensor, nodes.size() - 1);
    }

    private int place(Tensor tensor) {
        return Objects.requireNonNull(places.get(tensor));
    }

    private UntraceableException failed(String problem, @Nullable Throwable cause) {
        return new UntraceableException(UntraceableException.Reason.FAILED, cell, problem, cause);
    }

    /** Returns the results and all they were computed from, each once and after its operands; without recursion. */
    private static List<Tensor> inputsFirst(List<Tensor> results) {
        List<Tensor> order = new ArrayList<>();
        Set<Tensor> done = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Tensor> stack = new ArrayDeque<>();
        results.reversed().forEach(stack::push);
        while (!stack.isEmpty()) {
            Tensor tensor = stack.peek();
            List<Tensor> waiting = done.contains(tensor)
                    ? List.of()
                    : Trace.node(tensor).map(Node::inputs).orElse(List.of()).stream()
                            .filter(input -> !done.contains(input))
                            .toList();
            if (waiting.isEmpty()) {
                stack.pop();
                if (done.add(tensor)) {
                    order.add(tensor);
                }
            } else {
                waiting.reversed().forEach(stack::push);
            }
        }
        return order;
    }
}
