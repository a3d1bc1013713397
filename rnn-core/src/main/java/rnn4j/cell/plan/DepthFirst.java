package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Puts values behind their operands, each as soon as it can be made: what hangs together stands together. */
final class DepthFirst {

    private final Function<Value, List<Value>> operands;
    private final Map<Value, Integer> depths = new HashMap<>();
    private final Set<Value> order = new LinkedHashSet<>();

    /** Prepares for operands as a function gives them. */
    DepthFirst(Function<Value, List<Value>> operands) {
        this.operands = operands;
    }

    /** Returns some values with all that they are made of, operands first and of those the deepest first. */
    List<Value> order(Collection<Value> values) {
        deepestFirst(List.copyOf(values)).forEach(this::append);
        return List.copyOf(order);
    }

    private void append(Value value) {
        if (!order.contains(value)) {
            deepestFirst(operands.apply(value)).forEach(this::append);
            order.add(value);
        }
    }

    private List<Value> deepestFirst(List<Value> values) {
        List<Value> sorted = new ArrayList<>(values);
        sorted.sort(Comparator.comparingInt(this::depth).reversed().thenComparingInt(Value::number));
        return sorted;
    }

    private int depth(Value value) {
        Integer known = depths.get(value);
        if (known == null) {
            known = 1
                    + operands.apply(value).stream().mapToInt(this::depth).max().orElse(0);
            depths.put(value, known);
        }
        return known;
    }
}
