package rnn4j.cell;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
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

    private static final State NONE = new State(List.of(), List.of());

    private final List<String> names;
    private final List<Tensor> values;

    private State(List<String> names, List<Tensor> values) {
        this.names = names;
        this.values = values;
    }

    /** Returns the state without tensors. */
    public static State none() {
        return NONE;
    }

    /** Returns a state of one tensor {@code [batch, sizes…]}. */
    public static State of(String name, Tensor value) {
        return new State(List.of(name), List.of(value));
    }

    /** Returns a state of two tensors {@code [batch, sizes…]}, in this order. */
    public static State of(String a, Tensor valueA, String b, Tensor valueB) {
        return of(a, valueA).with(b, valueB);
    }

    /** Returns a state of these tensors {@code [batch, sizes…]}, in the map's order. */
    public static State of(Map<String, Tensor> tensors) {
        return new State(List.copyOf(tensors.keySet()), List.copyOf(tensors.values()));
    }

    /**
     * Returns a state of tensors {@code [batch, sizes…]}.
     *
     * @param names all different, of a list that never changes, as the other one
     */
    static State of(List<String> names, List<Tensor> values) {
        return new State(names, values);
    }

    /** Returns this state with one tensor replaced where it stands, or added at the end. */
    public State with(String name, Tensor value) {
        List<Tensor> changed = new ArrayList<>(values);
        int place = names.indexOf(name);
        if (place >= 0) {
            changed.set(place, value);
            return new State(names, List.copyOf(changed));
        }
        List<String> more = new ArrayList<>(names);
        more.add(name);
        changed.add(value);
        return new State(List.copyOf(more), List.copyOf(changed));
    }

    /**
     * Returns the tensor of a name, {@code [batch, sizes…]}.
     *
     * @throws IllegalArgumentException when there is none of this name; the message lists the names
     */
    public Tensor get(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "state: there is no '" + name + "'; the names are " + names + Place.suffix());
        }
        return values.get(place);
    }

    /** Returns the same numbers in tensors of their own, which stay valid whatever becomes of these; no gradient passes. */
    State copy() {
        return new State(names, values.stream().map(Tensor::copy).toList());
    }

    /** Returns the names, in order. */
    public List<String> names() {
        return names;
    }

    /** Returns the tensors, in the order of the names. */
    public List<Tensor> values() {
        return values;
    }

    /** Returns the tensors by name, in order. */
    public Map<String, Tensor> tensors() {
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builderWithExpectedSize(names.size());
        for (int i = 0; i < names.size(); i++) {
            tensors.put(names.get(i), values.get(i));
        }
        return tensors.buildOrThrow();
    }

    /** Returns the tensors, in order. */
    @Override
    public Iterator<Tensor> iterator() {
        return values.iterator();
    }

    /** Returns this state with {@code prefix.} before each name: a part of a larger state. */
    public State under(String prefix) {
        return new State(names.stream().map(name -> prefix + "." + name).toList(), values);
    }

    /** Returns the part whose names begin with {@code prefix.}, without it: the inverse of {@link #under}. */
    public State part(String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors().forEach((name, value) -> {
            if (name.startsWith(prefix + ".")) {
                part.put(name.substring(prefix.length() + 1), value);
            }
        });
        return of(part);
    }

    /**
     * Returns this state followed by another.
     *
     * @throws IllegalArgumentException when both have a tensor of one name
     */
    public State and(State other) {
        Map<String, Tensor> joined = new LinkedHashMap<>(tensors());
        other.tensors().forEach((name, value) -> {
            if (joined.put(name, value) != null) {
                throw new IllegalArgumentException(
                        "state: '" + name + "' is in both states; rename one part with under(…)");
            }
        });
        return of(joined);
    }

    /** Returns whether both states have the same names in the same order and the same bits. */
    public boolean sameBits(State other) {
        boolean same = names.equals(other.names);
        for (int i = 0; same && i < values.size(); i++) {
            same = values.get(i).sameBits(other.values.get(i));
        }
        return same;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("State{");
        tensors()
                .forEach((name, value) -> text.append(text.length() > 6 ? ", " : "")
                        .append(name)
                        .append(' ')
                        .append(value.shape()));
        return text.append('}').toString();
    }
}
