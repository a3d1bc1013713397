package rnn4j.cell.graph;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Op;
import rnn4j.tensor.Operations;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A cell that runs the operations of a graph, one after the other. */
final class GraphCell implements Cell {

    private static final Splitter DOTS = Splitter.on('.');

    /** A graph does not tell how a parameter begins, and zeros would pass for a model. */
    private static final Init STORED = (shape, random) -> {
        throw new IllegalStateException(
                "step graph: a parameter " + shape + " has no stored values; give parameters that hold them");
    };

    private final StepGraph graph;
    private final CellShape shape;
    private final List<Part> parts = new ArrayList<>();

    /** Computes one node from what comes in and the nodes before it. */
    @FunctionalInterface
    private interface Part {
        Tensor tensor(Tensor x, State state, List<Tensor> earlier);
    }

    GraphCell(StepGraph graph, Parameters scope) {
        this(graph, collected(graph, (name, shape) -> created(scope, name, shape)));
    }

    GraphCell(StepGraph graph, Map<String, Tensor> given) {
        Map<String, Tensor> parameters = collected(graph, (name, shape) -> checked(given, name, shape));
        graph.nodes().forEach(node -> parts.add(part(node, parameters)));
        this.graph = graph;
        this.shape = shape(graph, parameters);
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        List<Tensor> tensors = new ArrayList<>(parts.size());
        for (int place = 0; place < parts.size(); place++) {
            tensors.add(tensor(place, x, state, tensors));
        }
        return step(tensors);
    }

    /** Returns one node's tensor, computed from those before it. */
    Tensor tensor(int place, Tensor x, State state, List<Tensor> earlier) {
        return parts.get(place).tensor(x, state, earlier);
    }

    /** Returns what goes out, from the tensors of all nodes. */
    Step step(List<Tensor> tensors) {
        Map<String, Tensor> next = new LinkedHashMap<>();
        graph.next().forEach((name, place) -> next.put(name, tensors.get(place)));
        return Step.of(tensors.get(graph.output()), State.of(next));
    }

    private static Part part(GraphNode node, Map<String, Tensor> parameters) {
        if (node instanceof GraphNode.Operation operation) {
            return part(operation);
        }
        if (node instanceof GraphNode.Constant constant) {
            return part(constant);
        }
        if (node instanceof GraphNode.ParameterInput input) {
            Tensor parameter = named(parameters, input.name());
            return (x, state, earlier) -> parameter;
        }
        return node instanceof GraphNode.StateInput input
                ? (x, state, earlier) -> state.get(input.name())
                : (x, state, earlier) -> x;
    }

    private static Part part(GraphNode.Constant constant) {
        if (constant.shape().batch()) {
            return (x, state, earlier) -> constant.at(x.shape().size(0));
        }
        Tensor numbers = constant.at(1);
        return (x, state, earlier) -> numbers;
    }

    private static Part part(GraphNode.Operation operation) {
        if (operation.batch()) {
            return (x, state, earlier) -> apply(operation.at(x.shape().size(0)), operation, earlier);
        }
        Op op = operation.at(1);
        return (x, state, earlier) -> apply(op, operation, earlier);
    }

    private static Tensor apply(Op op, GraphNode.Operation operation, List<Tensor> earlier) {
        return Operations.apply(
                op, operation.inputs().stream().map(earlier::get).toList());
    }

    private static CellShape shape(StepGraph graph, Map<String, Tensor> parameters) {
        int input = graph.nodes().getFirst().shape().sizes().getLast().count();
        int output = graph.nodes().get(graph.output()).shape().sizes().getLast().count();
        CellShape shape = CellShape.of(input, output);
        for (GraphNode node : graph.nodes()) {
            if (node instanceof GraphNode.StateInput state) {
                Tensor initial = state.start() instanceof Start.Numbers numbers
                        ? numbers.constant().at(1)
                        : named(parameters, ((Start.Learned) state.start()).parameter());
                shape = shape.state(state.name(), initial);
            }
        }
        return graph.columns().isEmpty() ? shape : shape.columns(graph.columns().toArray(String[]::new));
    }

    private static Tensor named(Map<String, Tensor> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    private static Map<String, Tensor> collected(StepGraph graph, BiFunction<String, Shape, Tensor> source) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (GraphNode node : graph.nodes()) {
            if (node instanceof GraphNode.ParameterInput input) {
                parameters.put(
                        input.name(), source.apply(input.name(), input.shape().at(1)));
            }
        }
        return parameters;
    }

    private static Tensor checked(Map<String, Tensor> given, String name, Shape shape) {
        Tensor parameter = given.get(name);
        if (parameter == null || !parameter.shape().equals(shape)) {
            throw new IllegalArgumentException("step graph: parameter '" + name + "' is "
                    + (parameter == null
                            ? "not among " + given.keySet()
                            : parameter.shape().toString())
                    + "; give one " + shape);
        }
        return parameter;
    }

    private static Tensor created(Parameters scope, String name, Shape shape) {
        List<String> parts = DOTS.splitToList(name);
        Parameters inner = scope;
        for (String part : parts.subList(0, parts.size() - 1)) {
            inner = inner.scope(part);
        }
        return inner.create(parts.getLast(), shape, STORED);
    }

    @Override
    public String toString() {
        return "cell of " + graph;
    }
}
