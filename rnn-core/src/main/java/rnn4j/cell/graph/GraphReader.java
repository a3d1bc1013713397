package rnn4j.cell.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a graph's text and believes none of it: bounded before anything is made, shapes found anew by the operations, and
 * no text but the one that {@link GraphText} writes.
 */
final class GraphReader {

    private static final int MOST_CHARACTERS = 1 << 24;
    private static final int MOST_NODES = 100_000;

    private final String text;
    private final NodeReader reader = new NodeReader();
    private int offset;
    private int lines;

    GraphReader(String text) {
        this.text = text;
    }

    StepGraph read() {
        if (text.length() > MOST_CHARACTERS) {
            throw new GraphFormatException(1, text.length() + " characters; at most " + MOST_CHARACTERS + " are read");
        }
        LineCursor line = next();
        if (!line.accept(GraphText.HEAD)) {
            throw line.wrong("'" + GraphText.HEAD + "' is expected; a later version needs a later library");
        }
        line.end();
        line = next();
        List<String> columns = List.of();
        if (line.accept("columns ")) {
            columns = columns(line);
            line = next();
        }
        for (; !line.accept("output "); line = next()) {
            node(line);
        }
        int output = reader.reference(line);
        line.end();
        reader.checkWhole(line, output, columns);
        StepGraph graph = new StepGraph(columns, reader.nodes(), output, nextStates());
        if (offset != text.length()) {
            throw next().wrong("nothing more is expected");
        }
        reader.checkNeeded(line);
        requireCanonical(graph.print());
        return graph;
    }

    private LineCursor next() {
        lines++;
        int end = text.indexOf('\n', offset);
        if (end < 0) {
            throw new GraphFormatException(lines, "the text ends within the graph");
        }
        LineCursor line = new LineCursor(text.substring(offset, end), lines);
        offset = end + 1;
        return line;
    }

    private static List<String> columns(LineCursor line) {
        List<String> columns = new ArrayList<>();
        do {
            columns.add(line.quoted());
        } while (line.accept(", "));
        line.end();
        if (new HashSet<>(columns).size() < columns.size()) {
            throw line.wrong("two columns have one name");
        }
        return columns;
    }

    /** Reads a node; what shapes and operations refuse is told with the line. */
    private void node(LineCursor line) {
        if (reader.nodes().size() == MOST_NODES) {
            throw line.wrong("more than " + MOST_NODES + " nodes");
        }
        try {
            reader.read(line);
        } catch (GraphFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw line.wrong(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Integer> nextStates() {
        Map<String, Integer> next = new LinkedHashMap<>();
        for (GraphNode node : reader.nodes()) {
            if (node instanceof GraphNode.StateInput state) {
                LineCursor line = next();
                line.expect("next." + state.name() + " ");
                int place = reader.reference(line);
                line.end();
                if (!reader.nodes().get(place).shape().equals(state.shape())) {
                    throw line.wrong(
                            "the next state is " + reader.nodes().get(place).shape() + ", the state " + state.shape());
                }
                next.put(state.name(), place);
            }
        }
        return next;
    }

    /** Refuses other ways to write the same graph, so that text and graph have one hash. */
    private void requireCanonical(String canonical) {
        if (canonical.equals(text)) {
            return;
        }
        int same = 0;
        while (canonical.charAt(same) == text.charAt(same)) {
            same++;
        }
        int line =
                1 + (int) text.substring(0, same).chars().filter(c -> c == '\n').count();
        throw new GraphFormatException(line, "it is written in another way than a graph is printed");
    }
}
