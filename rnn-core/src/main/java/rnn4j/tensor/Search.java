package rnn4j.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down where each operation of a pass stands, and finds the one that numbers which are not finite come from. */
final class Search {

    /** One operation of the pass. */
    private record Entry(int number, String place, @Nullable Tensor behind) {}

    private final IdentityHashMap<Tensor, Entry> entries = new IdentityHashMap<>();

    /** The tensor whose derivative is computed; null on the way there. */
    private @Nullable Tensor behind;

    /** Writes an operation down. */
    void record(Tensor result) {
        entries.put(result, new Entry(entries.size(), Place.current(), behind));
    }

    /** Tells whose derivative is computed from now on. */
    void turnTo(Tensor result) {
        behind = result;
    }

    /** Returns where the numbers of a tensor come from that are not finite; empty when all are. */
    Optional<NonFinite> origin(Tensor symptom) {
        Tensor origin = null;
        Deque<Tensor> waiting = new ArrayDeque<>(List.of(symptom));
        IdentityHashMap<Tensor, Boolean> met = new IdentityHashMap<>();
        while (!waiting.isEmpty()) {
            Tensor tensor = waiting.pop();
            Entry entry = entries.get(tensor);
            if (entry == null || tensor.finite() || met.put(tensor, true) != null) {
                continue;
            }
            boolean first = true;
            for (Tensor input : inputs(tensor)) {
                first &= given(input) || input.finite();
                waiting.push(input);
            }
            if (first && (origin == null || entry.number < entry(origin).number)) {
                origin = tensor;
            }
        }
        return Optional.ofNullable(origin).map(this::described);
    }

    private static List<Tensor> inputs(Tensor tensor) {
        Node node = tensor.node();
        return node == null ? List.of() : node.inputs();
    }

    /** Nothing computed it: an input, a parameter, a constant. */
    private boolean given(Tensor tensor) {
        return !entries.containsKey(tensor);
    }

    private NonFinite described(Tensor tensor) {
        Tensor guilty = inputs(tensor).stream()
                .filter(input -> given(input) && !input.finite())
                .findFirst()
                .orElse(tensor);
        Entry entry = entry(tensor);
        Tensor there = entry.behind == null ? tensor : entry.behind;
        Node node = Objects.requireNonNull(there.node());
        return new NonFinite(
                kind(tensor, guilty, entry),
                node.op().name(),
                layer(guilty == tensor ? there : guilty),
                entry(there).place,
                index(guilty),
                guilty.shape(),
                guilty.data()[first(guilty.data())]);
    }

    private static NonFinite.Kind kind(Tensor tensor, Tensor guilty, Entry entry) {
        if (guilty != tensor) {
            return guilty.parameter() == null ? NonFinite.Kind.INPUT : NonFinite.Kind.PARAMETER;
        }
        return entry.behind == null ? NonFinite.Kind.VALUE : NonFinite.Kind.DERIVATIVE;
    }

    private Entry entry(Tensor tensor) {
        return Objects.requireNonNull(entries.get(tensor));
    }

    /** The nearest parameter behind an operation tells its layer. */
    private static String layer(Tensor tensor) {
        Deque<Tensor> waiting = new ArrayDeque<>(List.of(tensor));
        IdentityHashMap<Tensor, Boolean> met = new IdentityHashMap<>();
        while (!waiting.isEmpty()) {
            Tensor next = waiting.poll();
            Parameter parameter = next.parameter();
            if (parameter != null) {
                return parameter.name().substring(0, Math.max(parameter.name().lastIndexOf('.'), 0));
            }
            if (met.put(next, true) == null) {
                waiting.addAll(inputs(next));
            }
        }
        return "";
    }

    private static int first(float... values) {
        int place = 0;
        while (Float.isFinite(values[place])) {
            place++;
        }
        return place;
    }

    private static List<Integer> index(Tensor tensor) {
        List<Integer> index = new ArrayList<>();
        int rest = first(tensor.data());
        for (int axis = tensor.shape().rank() - 1; axis >= 0; axis--) {
            index.addFirst(rest % tensor.shape().size(axis));
            rest /= tensor.shape().size(axis);
        }
        return index;
    }
}
