package rnn4j.cell.graph;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import rnn4j.tensor.Op;
import rnn4j.tensor.Operations;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/** Reads the nodes of a graph, line by line, and lets each operation find the shape of its result anew. */
final class NodeReader {

    private static final int MOST_AXES = 8;
    private static final int MOST_NUMBERS = 1 << 24;
    private static final int MOST_ELEMENTS = 1 << 28;
    private static final int LONGEST_NAME = 64;
    private static final Splitter DOTS = Splitter.on('.');

    private final List<GraphNode> nodes = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final BitSet needed = new BitSet();

    /** Each node as a symbol, for two batch sizes. */
    private final List<Tensor> few = new ArrayList<>();

    private final List<Tensor> many = new ArrayList<>();
    private Kind last = Kind.INPUT;
    private int constants;
    private int operations;

    /** In which order the kinds of nodes come. */
    private enum Kind {
        INPUT,
        STATE,
        PARAMETER,
        CONSTANT,
        OPERATION
    }

    List<GraphNode> nodes() {
        return nodes;
    }

    void read(LineCursor line) {
        if (line.accept("x : ")) {
            Dims shape = dims(line);
            if (!nodes.isEmpty()) {
                throw line.wrong("there is one input, and it is the first node");
            }
            requireRow(line, shape);
            add(line, Kind.INPUT, "x", new GraphNode.Input(shape));
        } else if (line.accept("state.")) {
            state(line);
        } else if (line.accept("parameter.")) {
            String name = parameterName(line);
            line.expect(" : ");
            Dims shape = dims(line);
            if (shape.batch()) {
                throw line.wrong("a parameter's shape does not depend on the batch");
            }
            add(line, Kind.PARAMETER, "parameter." + name, new GraphNode.ParameterInput(name, shape));
        } else if (line.accept("constant.")) {
            number(line, constants);
            line.expect(" : ");
            Dims shape = dims(line);
            line.expect(" = ");
            add(line, Kind.CONSTANT, "constant." + constants++, numbers(line, shape));
        } else if (line.accept("%")) {
            operation(line);
        } else {
            throw line.wrong("x, a state, a parameter, a constant, an operation or the output is expected");
        }
    }

    /** Reads the name of an earlier node and returns its place. */
    int reference(LineCursor line) {
        String name = (line.accept("%") ? "%" : "") + line.name();
        Integer place = places.get(name);
        if (place == null) {
            throw line.wrong("'" + name + "' is no node before this line");
        }
        needed.set(place);
        return place;
    }

    /** Checks what only the whole graph tells: input, output, columns, and starts that are learned. */
    void checkWhole(LineCursor line, int output, List<String> columns) {
        if (!(nodes.getFirst() instanceof GraphNode.Input input)) {
            throw line.wrong("the first node is not x");
        }
        requireRow(line, nodes.get(output).shape());
        int width = input.shape().sizes().getLast().count();
        if (!columns.isEmpty() && columns.size() != width) {
            throw line.wrong("there are " + columns.size() + " columns for an input of " + width);
        }
        for (GraphNode node : nodes) {
            if (node instanceof GraphNode.StateInput state && state.start() instanceof Start.Learned learned) {
                Integer place = places.get("parameter." + learned.parameter());
                if (place == null || !nodes.get(place).shape().equals(sizes(state.shape()))) {
                    throw line.wrong(
                            "state." + state.name() + " starts from no parameter of its sizes " + sizes(state.shape()));
                }
            }
        }
    }

    /** Refuses constants and operations that nothing needs. */
    void checkNeeded(LineCursor line) {
        for (int place = 0; place < nodes.size(); place++) {
            boolean free =
                    nodes.get(place) instanceof GraphNode.Constant || nodes.get(place) instanceof GraphNode.Operation;
            if (free && !needed.get(place)) {
                throw line.wrong("nothing needs node " + (place + 1) + ", of shape "
                        + nodes.get(place).shape());
            }
        }
    }

    private void state(LineCursor line) {
        String name = line.name();
        boolean letter = !name.isEmpty() && Character.isLetter(name.charAt(0));
        if (!letter || name.length() > LONGEST_NAME || name.indexOf('.') >= 0) {
            throw line.wrong("'" + name + "' is no name for a state");
        }
        line.expect(" : ");
        Dims shape = dims(line);
        if (shape.sizes().isEmpty()
                || !shape.sizes().getFirst().equals(new Dim(1, true))
                || sizes(shape).batch()) {
            throw line.wrong("a state is [B, sizes…], not " + shape);
        }
        line.expect(" from ");
        Start start = line.accept("parameter.")
                ? new Start.Learned(parameterName(line))
                : new Start.Numbers(numbers(line, sizes(shape)));
        add(line, Kind.STATE, "state." + name, new GraphNode.StateInput(name, shape, start));
    }

    private void operation(LineCursor line) {
        number(line, operations);
        line.expect(" = ");
        String name = line.name();
        line.expect("@");
        int version = line.whole();
        List<Integer> inputs = operands(line);
        SortedMap<String, Object> attributes = attributes(line);
        line.expect(" : ");
        Dims shape = dims(line);
        GraphNode.Operation node = new GraphNode.Operation(name, version, attributes, inputs, shape);
        requireShape(line, node, few, StepGraph.FEW);
        requireShape(line, node, many, StepGraph.MANY);
        add(line, Kind.OPERATION, "%" + operations++, node);
    }

    private List<Integer> operands(LineCursor line) {
        List<Integer> inputs = new ArrayList<>();
        line.expect("(");
        do {
            inputs.add(reference(line));
        } while (line.accept(", "));
        line.expect(")");
        return inputs;
    }

    private static SortedMap<String, Object> attributes(LineCursor line) {
        ImmutableSortedMap.Builder<String, Object> attributes = ImmutableSortedMap.naturalOrder();
        if (line.accept(" {")) {
            do {
                String name = line.name();
                line.expect("=");
                attributes.put(name, attribute(line));
            } while (line.accept(", "));
            line.expect("}");
        }
        return attributes.buildOrThrow();
    }

    private static Object attribute(LineCursor line) {
        if (line.accept("true")) {
            return true;
        }
        if (line.accept("false")) {
            return false;
        }
        return line.comes("[") ? line.dims() : line.dim();
    }

    private static void requireShape(LineCursor line, GraphNode.Operation node, List<Tensor> symbols, int rows) {
        Op op = node.at(rows);
        if (op.version() != node.version()) {
            throw line.wrong(node.name() + " is of version " + node.version() + ", this library knows version "
                    + op.version() + "; use a library of the file's time");
        }
        List<Tensor> inputs = node.inputs().stream().map(symbols::get).toList();
        Shape found = Operations.apply(op, inputs).shape();
        if (!found.equals(node.shape().at(rows))) {
            throw line.wrong("for " + rows + " rows the result is " + found + ", not " + node.shape());
        }
    }

    private static GraphNode.Constant numbers(LineCursor line, Dims shape) {
        int count = shape.at(StepGraph.MANY).count();
        if (count > MOST_NUMBERS) {
            throw line.wrong(shape + " has more than " + MOST_NUMBERS + " numbers");
        }
        if (line.accept("none")) {
            return new GraphNode.Constant(shape, Tensor.zeros(shape.at(1)));
        }
        if (shape.sizes().isEmpty() || line.accept("all ")) {
            return new GraphNode.Constant(shape, Tensor.scalar(line.number()));
        }
        if (shape.batch()) {
            throw line.wrong("numbers that depend on the batch are all the same");
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                line.expect(" ");
            }
            values[i] = line.number();
        }
        return new GraphNode.Constant(shape, Tensor.of(shape.at(1), values));
    }

    private static Dims dims(LineCursor line) {
        Dims dims = new Dims(line.dims());
        if (dims.sizes().size() > MOST_AXES || dims.at(StepGraph.MANY).count() > MOST_ELEMENTS) {
            throw line.wrong(dims + " has more than " + MOST_AXES + " axes or " + MOST_ELEMENTS + " elements");
        }
        return dims;
    }

    private static Dims sizes(Dims state) {
        return new Dims(state.sizes().subList(1, state.sizes().size()));
    }

    private static String parameterName(LineCursor line) {
        String name = line.name();
        for (String part : DOTS.split(name)) {
            if (part.isEmpty() || part.length() > LONGEST_NAME) {
                throw line.wrong("'" + name + "' is no name for a parameter");
            }
        }
        return name;
    }

    private static void number(LineCursor line, int expected) {
        if (line.whole() != expected) {
            throw line.wrong("number " + expected + " is expected");
        }
    }

    private static void requireRow(LineCursor line, Dims shape) {
        boolean row = shape.sizes().size() == 2
                && shape.sizes().getFirst().equals(new Dim(1, true))
                && !shape.sizes().getLast().batch()
                && shape.sizes().getLast().count() > 0;
        if (!row) {
            throw line.wrong("input and output are [B, n], not " + shape);
        }
    }

    private void add(LineCursor line, Kind kind, String name, GraphNode node) {
        line.end();
        if (kind.compareTo(last) < 0 || places.put(name, nodes.size()) != null) {
            throw line.wrong("'" + name + "' is there already, or comes too late");
        }
        last = kind;
        nodes.add(node);
        few.add(Trace.symbol(node.shape().at(StepGraph.FEW)));
        many.add(Trace.symbol(node.shape().at(StepGraph.MANY)));
    }
}
