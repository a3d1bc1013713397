package rnn4j.cell.graph;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rnn4j.cell.graph.UntraceableException.Reason;

/** Holds two traces of one step against each other. */
final class Comparison {

    private static final int SHOWN = 100;

    private Comparison() {}

    /** Refuses two traces for one batch size that differ. */
    static void requireSame(Class<?> cell, StepGraph one, StepGraph other) {
        if (!one.equals(other)) {
            throw new UntraceableException(
                    Reason.CHANGES_BETWEEN_CALLS,
                    cell,
                    "reads something that changes between calls: " + difference(one, other, firstUnequal(one, other))
                            + "; make it a state, an input or a final field",
                    null);
        }
    }

    /** Returns the graph of two traces for {@link StepGraph#FEW} and {@link StepGraph#MANY} rows, with the batch as a letter. */
    static StepGraph withBatch(Class<?> cell, StepGraph few, StepGraph many) {
        List<GraphNode> nodes = new ArrayList<>();
        int common = Math.min(few.nodes().size(), many.nodes().size());
        for (int place = 0; place < common; place++) {
            Optional<GraphNode> joined =
                    joined(few.nodes().get(place), many.nodes().get(place));
            if (joined.isEmpty()) {
                throw dependsOnBatch(cell, few, many, place);
            }
            nodes.add(joined.get());
        }
        boolean same = few.nodes().size() == many.nodes().size()
                && few.output() == many.output()
                && few.next().equals(many.next());
        if (!same) {
            throw dependsOnBatch(cell, few, many, common);
        }
        return new StepGraph(few.columns(), nodes, few.output(), few.next());
    }

    private static UntraceableException dependsOnBatch(Class<?> cell, StepGraph few, StepGraph many, int place) {
        return new UntraceableException(
                Reason.DEPENDS_ON_BATCH,
                cell,
                "depends on the batch size: with " + StepGraph.FEW + " and with " + StepGraph.MANY + " rows "
                        + difference(few, many, place) + "; let nothing but sizes follow the batch",
                null);
    }

    private static Optional<GraphNode> joined(GraphNode few, GraphNode many) {
        Optional<Dims> shape = joined(few.shape().sizes(), many.shape().sizes()).map(Dims::new);
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        if (few instanceof GraphNode.Operation one && many instanceof GraphNode.Operation other) {
            return joined(one, other, shape.get());
        }
        // beside operations nodes may differ in the batch alone: numbers, too, only where one stands everywhere
        GraphNode lettered = few.shaped(shape.get());
        return lettered.equals(many.shaped(shape.get())) ? Optional.of(lettered) : Optional.empty();
    }

    private static Optional<GraphNode> joined(GraphNode.Operation few, GraphNode.Operation many, Dims shape) {
        boolean same = few.name().equals(many.name())
                && few.version() == many.version()
                && few.inputs().equals(many.inputs())
                && few.attributes().keySet().equals(many.attributes().keySet());
        if (!same) {
            return Optional.empty();
        }
        ImmutableSortedMap.Builder<String, Object> attributes = ImmutableSortedMap.naturalOrder();
        for (Map.Entry<String, Object> attribute : few.attributes().entrySet()) {
            Object other = Objects.requireNonNull(many.attributes().get(attribute.getKey()));
            Optional<Object> value = value(attribute.getValue(), other);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            attributes.put(attribute.getKey(), value.get());
        }
        return Optional.of(
                new GraphNode.Operation(few.name(), few.version(), attributes.buildOrThrow(), few.inputs(), shape));
    }

    private static Optional<Object> value(Object few, Object many) {
        if (few instanceof Dim one && many instanceof Dim other) {
            return joined(one, other).map(Object.class::cast);
        }
        if (few instanceof List<?> one && many instanceof List<?> other) {
            return joined(dims(one), dims(other)).map(Object.class::cast);
        }
        return few.equals(many) ? Optional.of(few) : Optional.empty();
    }

    private static List<Dim> dims(List<?> list) {
        return list.stream().map(Dim.class::cast).toList();
    }

    private static Optional<List<Dim>> joined(List<Dim> few, List<Dim> many) {
        if (few.size() != many.size()) {
            return Optional.empty();
        }
        List<Dim> joined = new ArrayList<>();
        for (int i = 0; i < few.size(); i++) {
            joined(few.get(i), many.get(i)).ifPresent(joined::add);
        }
        return joined.size() == few.size() ? Optional.of(joined) : Optional.empty();
    }

    private static Optional<Dim> joined(Dim few, Dim many) {
        int times = few.count() / StepGraph.FEW;
        if (few.equals(many)) {
            return Optional.of(few);
        }
        boolean multiple =
                times > 0 && few.count() == times * StepGraph.FEW && many.count() == (long) times * StepGraph.MANY;
        return multiple ? Optional.of(new Dim(times, true)) : Optional.empty();
    }

    private static int firstUnequal(StepGraph one, StepGraph other) {
        int common = Math.min(one.nodes().size(), other.nodes().size());
        int place = 0;
        while (place < common && one.nodes().get(place).equals(other.nodes().get(place))) {
            place++;
        }
        return place;
    }

    private static String difference(StepGraph one, StepGraph other, int place) {
        if (place < Math.min(one.nodes().size(), other.nodes().size())) {
            return "it has '" + line(one, place) + "' and '" + line(other, place) + "'";
        }
        return "it has " + one.nodes().size() + " and " + other.nodes().size() + " nodes, or other ones that go out";
    }

    private static String line(StepGraph graph, int place) {
        String line = new GraphText(graph).line(place);
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
