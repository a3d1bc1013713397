package rnn4j.cell.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/** Writes a graph; {@link GraphReader} reads it. */
final class GraphText {

    static final String HEAD = "rnn4j-step 1";

    private final StepGraph graph;

    /** How lines refer to each node. */
    private final List<String> names = new ArrayList<>();

    GraphText(StepGraph graph) {
        this.graph = graph;
        int constants = 0;
        int operations = 0;
        for (GraphNode node : graph.nodes()) {
            if (node instanceof GraphNode.StateInput state) {
                names.add("state." + state.name());
            } else if (node instanceof GraphNode.ParameterInput parameter) {
                names.add("parameter." + parameter.name());
            } else if (node instanceof GraphNode.Constant) {
                names.add("constant." + constants++);
            } else {
                names.add(node instanceof GraphNode.Operation ? "%" + operations++ : "x");
            }
        }
    }

    String print() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        if (!graph.columns().isEmpty()) {
            List<String> quoted =
                    graph.columns().stream().map(QuotedText::quoted).toList();
            text.append("columns ").append(String.join(", ", quoted)).append('\n');
        }
        for (int place = 0; place < names.size(); place++) {
            text.append(line(place)).append('\n');
        }
        text.append("output ").append(names.get(graph.output())).append('\n');
        graph.next()
                .forEach((name, place) -> text.append("next.")
                        .append(name)
                        .append(' ')
                        .append(names.get(place))
                        .append('\n'));
        return text.toString();
    }

    /** Returns the line of one node. */
    String line(int place) {
        String name = names.get(place);
        GraphNode node = graph.nodes().get(place);
        if (node instanceof GraphNode.Operation operation) {
            return name + " = " + operation.name() + "@" + operation.version() + operands(operation)
                    + attributes(operation) + " : " + node.shape();
        }
        String what = "";
        if (node instanceof GraphNode.StateInput state) {
            what = " from " + start(state.start());
        } else if (node instanceof GraphNode.Constant constant) {
            what = " = " + numbers(constant);
        }
        return name + " : " + node.shape() + what;
    }

    private String operands(GraphNode.Operation node) {
        return node.inputs().stream()
                .map(names::get)
                .toList()
                .toString()
                .replace('[', '(')
                .replace(']', ')');
    }

    private static String attributes(GraphNode.Operation node) {
        Map<String, Object> attributes = node.attributes();
        return attributes.isEmpty() ? "" : " " + attributes;
    }

    private static String start(Start start) {
        return start instanceof Start.Numbers numbers
                ? numbers(numbers.constant())
                : "parameter." + ((Start.Learned) start).parameter();
    }

    /** Writes numbers as {@link Float#toString} does, from which the same bits are read; NaN is one value. */
    private static String numbers(GraphNode.Constant constant) {
        Tensor values = constant.values();
        if (constant.uniform()) {
            boolean single = constant.shape().sizes().isEmpty();
            return (single ? "" : "all ") + values.value();
        }
        if (values.shape().count() == 0) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (float value : values.values()) {
            text.append(text.isEmpty() ? "" : " ").append(value);
        }
        return text.toString();
    }
}
