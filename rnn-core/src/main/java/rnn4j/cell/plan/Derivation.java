package rnn4j.cell.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.StateShape;
import rnn4j.cell.Step;
import rnn4j.cell.graph.Dim;
import rnn4j.cell.graph.Dims;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Node;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/**
 * A step and its derivative as one graph.
 *
 * <p>The step and the operations' own rules run on symbols, for two batch sizes; what differs between the two graphs is
 * written as a multiple of the batch size.
 *
 * @param shape the cell's
 * @param graph of which all values are
 * @param output {@code [B, output]}
 * @param next each state after the step
 * @param inputGradient of the loss with respect to the input, from the gradients of what the step returns
 * @param stateGradients with respect to each state before the step
 * @param captured constants that the cell holds, of which a tape may want gradients
 * @param parameterGradients with respect to each trainable parameter that the step uses, summed over the batch
 */
record Derivation(
        CellShape shape,
        ValueGraph graph,
        Value output,
        List<Value> next,
        Value inputGradient,
        List<Value> stateGradients,
        List<Tensor> captured,
        Map<Tensor, Value> parameterGradients) {

    /** Batch sizes that no cell has among its sizes by chance. */
    private static final int FEW = 89;

    private static final int MANY = 97;

    /** Keeps copies. */
    Derivation {
        next = ImmutableList.copyOf(next);
        stateGradients = ImmutableList.copyOf(stateGradients);
        captured = ImmutableList.copyOf(captured);
        parameterGradients = ImmutableMap.copyOf(parameterGradients);
    }

    /** Returns what comes in. */
    Value leaf(Value.Role role, int index) {
        return graph.leaf(role, index);
    }

    /** Derives a cell's step, which was traced before. */
    static Derivation of(Cell cell) {
        return new Join(cell.shape(), Symbols.of(cell, FEW), Symbols.of(cell, MANY)).derivation();
    }

    /** A step and its derivative on symbols, for one batch size. */
    private record Symbols(
            Tensor x,
            List<Tensor> states,
            List<Tensor> seeds,
            Tensor output,
            List<Tensor> next,
            Tensor inputGradient,
            List<Tensor> stateGradients,
            Gradients gradients) {

        static Symbols of(Cell cell, int rows) {
            CellShape shape = cell.shape();
            Tensor x = Trace.symbol(Shape.of(rows, shape.input()));
            Map<String, Tensor> states = new LinkedHashMap<>();
            for (StateShape state : shape.states()) {
                states.put(state.name(), Trace.symbol(state.of(rows)));
            }
            Step step = Trace.of(() -> cell.step(x, State.of(states)));
            List<Tensor> next = shape.ordered(step.state()).values();
            List<Tensor> results = new ArrayList<>(List.of(step.output()));
            results.addAll(next);
            List<Tensor> seeds =
                    results.stream().map(result -> Trace.symbol(result.shape())).toList();
            List<Tensor> wrt = new ArrayList<>(List.of(x));
            wrt.addAll(states.values());
            Gradients gradients = Trace.gradients(results, seeds, wrt);
            return new Symbols(
                    x,
                    List.copyOf(states.values()),
                    seeds,
                    step.output(),
                    next,
                    gradients.of(x),
                    states.values().stream().map(gradients::of).toList(),
                    gradients);
        }
    }

    /** Walks through the graphs of both batch sizes together. */
    private static final class Join {
        private final CellShape shape;
        private final Symbols few;
        private final Symbols many;
        private final ValueGraph graph = new ValueGraph();
        private final IdentityHashMap<Tensor, Value> values = new IdentityHashMap<>();
        private final List<Tensor> parameters = new ArrayList<>();
        private final List<Tensor> captured = new ArrayList<>();

        Join(CellShape shape, Symbols few, Symbols many) {
            this.shape = shape;
            this.few = few;
            this.many = many;
        }

        Derivation derivation() {
            leaf(Value.Role.INPUT, 0, few.x, many.x);
            for (int i = 0; i < few.states.size(); i++) {
                leaf(Value.Role.STATE, i, few.states.get(i), many.states.get(i));
                leaf(Value.Role.STATE_GRADIENT, i, few.seeds.get(i + 1), many.seeds.get(i + 1));
            }
            leaf(Value.Role.OUTPUT_GRADIENT, 0, few.seeds.getFirst(), many.seeds.getFirst());
            Value output = value(few.output, many.output);
            List<Value> next = values(few.next, many.next);
            Value inputGradient = value(few.inputGradient, many.inputGradient);
            List<Value> stateGradients = values(few.stateGradients, many.stateGradients);
            Map<Tensor, Value> parameterGradients = new LinkedHashMap<>();
            for (Tensor parameter : List.copyOf(parameters)) {
                if (Storage.trainable(parameter) && few.gradients.reached(parameter)) {
                    parameterGradients.put(parameter, value(few.gradients.of(parameter), many.gradients.of(parameter)));
                }
            }
            return new Derivation(
                    shape, graph, output, next, inputGradient, stateGradients, captured, parameterGradients);
        }

        private void leaf(Value.Role role, int index, Tensor one, Tensor other) {
            values.put(one, graph.leaf(role, index, dims(one.shape(), other.shape())));
        }

        private List<Value> values(List<Tensor> some, List<Tensor> others) {
            List<Value> joined = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                joined.add(value(some.get(i), others.get(i)));
            }
            return joined;
        }

        private Value value(Tensor one, Tensor other) {
            Value known = values.get(one);
            if (known == null) {
                Dims dims = dims(one.shape(), other.shape());
                known = Trace.node(one)
                        .map(node -> operation(node, Trace.node(other).orElseThrow(Join::differ), dims))
                        .orElseGet(() -> numbers(one, other, dims));
                values.put(one, known);
            }
            return known;
        }

        @SuppressWarnings("ReferenceEquality") // the cell's own tensor is the same one in both traces
        private Value numbers(Tensor tensor, Tensor other, Dims dims) {
            if (Trace.parameter(tensor).isPresent()) {
                parameters.add(tensor);
                return graph.parameter(tensor, dims);
            }
            if (tensor == other) {
                captured.add(tensor);
            }
            float[] numbers = tensor.values();
            boolean uniform = numbers.length > 0;
            for (float number : numbers) {
                uniform &= Float.floatToRawIntBits(number) == Float.floatToRawIntBits(numbers[0]);
            }
            if (!uniform && dims.batch()) {
                throw differ();
            }
            return graph.constant(uniform ? Tensor.scalar(numbers[0]) : tensor, dims);
        }

        private Value operation(Node one, Node other, Dims dims) {
            if (!one.op().name().equals(other.op().name())) {
                throw differ();
            }
            List<Value> inputs = values(one.inputs(), other.inputs());
            Map<String, Object> others = other.op().attributes().values();
            ImmutableSortedMap.Builder<String, Object> attributes = ImmutableSortedMap.naturalOrder();
            one.op()
                    .attributes()
                    .values()
                    .forEach((name, value) ->
                            attributes.put(name, lettered(value, Objects.requireNonNull(others.get(name)))));
            SortedMap<String, Object> joined = attributes.buildOrThrow();
            return graph.make(one.op().name(), joined, inputs, dims);
        }

        private static Object lettered(Object one, Object other) {
            if (one instanceof Integer some && other instanceof Integer others) {
                return dim(some, others);
            }
            if (one instanceof List<?> some && other instanceof List<?> others && some.size() == others.size()) {
                List<Object> joined = new ArrayList<>();
                for (int i = 0; i < some.size(); i++) {
                    joined.add(lettered(some.get(i), others.get(i)));
                }
                return joined;
            }
            return one;
        }

        private static Dims dims(Shape one, Shape other) {
            List<Dim> dims = new ArrayList<>();
            for (int axis = 0; axis < one.rank(); axis++) {
                dims.add(dim(one.size(axis), other.size(axis)));
            }
            return new Dims(dims);
        }

        private static Dim dim(int one, int other) {
            if (one == other) {
                return new Dim(one, false);
            }
            int times = one / FEW;
            if (times < 1 || one != times * FEW || other != times * MANY) {
                throw differ();
            }
            return new Dim(times, true);
        }

        private static UnplannableException differ() {
            return new UnplannableException("the step depends on the batch in more than its sizes");
        }
    }
}
