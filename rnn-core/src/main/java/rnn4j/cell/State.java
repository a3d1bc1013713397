package rnn4j.cell;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Place;
import rnn4j.tensor.Tensor;

/**
 * The named tensors that a cell passes from one step to the next, each {@code [batch, sizes…]}; ordered and immutable.
 *
 * <p>Layers that hold several cells join their states under names of their own: {@code 0.h}, {@code 1.forward.c}.
 */
public final class State implements Iterable<Tensor> {

    private final Map<String, Tensor> tensors;

    private State(Map<String, Tensor> tensors) {
        this.tensors = ImmutableMap.copyOf(tensors);
    }

    /** Returns the state without tensors. */
    public static State none() {
        return new State(Map.of());
    }

    /** Returns a state of one tensor {@code [batch, sizes…]}. */
    public static State of(String name, Tensor value) {
        return none().with(name, value);
    }

    /** Returns a state of two tensors {@code [batch, sizes…]}, in this order. */
    public static State of(String a, Tensor valueA, String b, Tensor valueB) {
        return of(a, valueA).with(b, valueB);
    }

    /** Returns a state of these tensors {@code [batch, sizes…]}, in the map's order. */
    public static State of(Map<String, Tensor> tensors) {
        return new State(tensors);
    }

    /** Returns this state with one tensor replaced where it stands, or added at the end. */
    public State with(String name, Tensor value) {
        Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.put(name, value);
        return new State(changed);
    }

    /**
     * Returns the tensor of a name, {@code [batch, sizes…]}.
     *
     * @throws IllegalArgumentException when there is none of this name; the message lists the names
     */
    public Tensor get(String name) {
        Tensor value = tensors.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "state: there is no '" + name + "'; the names are " + names() + Place.suffix());
        }
        return value;
    }

    /** Returns the same numbers in tensors of their own, which stay valid whatever becomes of these; no gradient passes. */
    State copy() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, value) -> copies.put(name, value.copy()));
        return new State(copies);
    }

    /** Returns the names, in order. */
    public List<String> names() {
        return ImmutableList.copyOf(tensors.keySet());
    }

    /** Returns the tensors by name, in order. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** Returns the tensors, in order. */
    @Override
    public Iterator<Tensor> iterator() {
        return ImmutableList.copyOf(tensors.values()).iterator();
    }

    /** Returns this state with {@code prefix.} before each name: a part of a larger state. */
    public State under(String prefix) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, value) -> renamed.put(prefix + "." + name, value));
        return new State(renamed);
    }

    /** Returns the part whose names begin with {@code prefix.}, without it: the inverse of {@link #under}. */
    public State part(String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, value) -> {
            if (name.startsWith(prefix + ".")) {
                part.put(name.substring(prefix.length() + 1), value);
            }
        });
        return new State(part);
    }

    /**
     * Returns this state followed by another.
     *
     * @throws IllegalArgumentException when both have a tensor of one name
     */
    public State and(State other) {
        Map<String, Tensor> joined = new LinkedHashMap<>(tensors);
        other.tensors.forEach((name, value) -> {
            if (joined.put(name, value) != null) {
                throw new IllegalArgumentException(
                        "state: '" + name + "' is in both states; rename one part with under(…)");
            }
        });
        return new State(joined);
    }

    /** Returns whether both states have the same names in the same order and the same bits. */
    public boolean sameBits(State other) {
        return names().equals(other.names())
                && tensors.entrySet().stream()
                        .allMatch(entry -> entry.getValue().sameBits(other.get(entry.getKey())));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("State{");
        tensors.forEach((name, value) -> text.append(text.length() > 6 ? ", " : "")
                .append(name)
                .append(' ')
                .append(value.shape()));
        return text.append('}').toString();
    }
}
