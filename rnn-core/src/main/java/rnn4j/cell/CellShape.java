package rnn4j.cell;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/**
 * What a cell looks like from outside: the sizes of its input and output, and its states in order.
 *
 * {@snippet :
 * CellShape.of(input, hidden).state("h", hidden).state("c", hidden)
 * }
 */
public final class CellShape {

    private final int input;
    private final int output;
    private final List<StateShape> states;
    private final List<String> names;
    private final List<String> columns;

    /** The numbers of the last answer of {@link #initial}, where it is made of constants. */
    private volatile @Nullable Initial constant;

    private record Initial(int batch, State state) {}

    private CellShape(int input, int output, List<StateShape> states, List<String> columns) {
        this.input = input;
        this.output = output;
        this.states = ImmutableList.copyOf(states);
        this.names = states.stream().map(StateShape::name).toList();
        this.columns = ImmutableList.copyOf(columns);
    }

    /** Returns the shape of a cell without states: {@code [batch, input]} comes in, {@code [batch, output]} goes out. */
    public static CellShape of(int input, int output) {
        if (input < 1 || output < 1) {
            throw new IllegalArgumentException(
                    "cell shape: input " + input + ", output " + output + "; use 1 or more of each");
        }
        return new CellShape(input, output, List.of(), List.of());
    }

    /** Returns this shape with one state more, {@code [batch, sizes…]}, that starts from zero. */
    public CellShape state(String name, int... sizes) {
        return state(name, Tensor.zeros(Shape.of(sizes)));
    }

    /**
     * Returns this shape with one state more, {@code [batch, sizes…]}.
     *
     * @param initial {@code [sizes…]}, what each row starts from; a parameter makes it learned
     */
    public CellShape state(String name, Tensor initial) {
        if (states.stream().anyMatch(state -> state.name().equals(name))) {
            throw new IllegalArgumentException("cell shape: there are two states '" + name + "'; rename one");
        }
        List<StateShape> more = new ArrayList<>(states);
        more.add(new StateShape(name, initial));
        return new CellShape(input, output, more, columns);
    }

    /** Returns this shape with names for the columns of the input, one each, such as {@code dt} for a time stamp. */
    public CellShape columns(String... names) {
        if (names.length != input || List.of(names).stream().distinct().count() != input) {
            throw new IllegalArgumentException("cell shape: columns " + List.of(names) + " for an input of " + input
                    + "; use one name for each column, all different");
        }
        return new CellShape(input, output, states, List.of(names));
    }

    /** Returns how many numbers come in per row and step. */
    public int input() {
        return input;
    }

    /** Returns how many numbers go out per row and step. */
    public int output() {
        return output;
    }

    /** Returns the states, in order. */
    public List<StateShape> states() {
        return states;
    }

    /**
     * Returns a state of these tensors, each {@code [batch, sizes…]}.
     *
     * @param values one for each of {@link #states}, in its order
     */
    public State stateOf(List<Tensor> values) {
        if (values.size() != states.size()) {
            throw new IllegalArgumentException(
                    "state: " + values.size() + " tensors for the states " + names + "; give one for each");
        }
        return State.of(names, List.copyOf(values));
    }

    /** Returns the names of the input's columns; empty when they have none. */
    public List<String> columnNames() {
        return columns;
    }

    /** Returns the state that sequences start from, each tensor {@code [batch, sizes…]}. */
    public State initial(int batch) {
        if (Trace.tracing() || anyWanted()) {
            return repeated(batch);
        }
        Initial last = constant;
        if (last == null || last.batch != batch) {
            last = new Initial(batch, Tape.aside(() -> repeated(batch)).copy());
            constant = last;
        }
        return apart(last.state);
    }

    /** Returns tensors of their own, for a gradient is asked for by the very tensor; they share the numbers. */
    private State apart(State state) {
        Tensor[] tensors = new Tensor[state.values().size()];
        for (int i = 0; i < tensors.length; i++) {
            Tensor value = state.values().get(i);
            tensors[i] = Storage.tensor(value.shape(), Storage.of(value));
        }
        return State.of(names, List.of(tensors));
    }

    private boolean anyWanted() {
        for (int i = 0; i < states.size(); i++) {
            Tensor initial = states.get(i).initial();
            if (initial.symbolic() || Tape.mayWant(initial)) {
                return true;
            }
        }
        return false;
    }

    private State repeated(int batch) {
        return State.of(
                names,
                states.stream()
                        .map(state -> state.initial().broadcast(state.of(batch)))
                        .toList());
    }

    /**
     * Returns how a state differs from this shape, as the end of a sentence; empty when it fits.
     *
     * @param state with the names of {@link #states} in any order, each tensor {@code [batch, sizes…]}
     */
    public String mismatch(State state, int batch) {
        return fits(state, batch) ? "" : difference(state, batch);
    }

    private boolean fits(State state, int batch) {
        boolean fits = state.names().size() == states.size();
        for (int i = 0; fits && i < states.size(); i++) {
            int place = state.names().indexOf(names.get(i));
            fits = place >= 0 && states.get(i).fits(state.values().get(place), batch);
        }
        return fits;
    }

    private String difference(State state, int batch) {
        Map<String, Shape> declared = new LinkedHashMap<>();
        states.forEach(each -> declared.put(each.name(), each.of(batch)));
        Map<String, Shape> given = new LinkedHashMap<>();
        state.tensors().forEach((name, value) -> given.put(name, value.shape()));
        return "state " + given + " where its shape says " + declared;
    }

    /** Returns a state that fits, in the order in which the states were declared. */
    public State ordered(State state) {
        return state.names().equals(names)
                ? state
                : State.of(names, names.stream().map(state::get).toList());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("CellShape[" + input + " -> " + output);
        states.forEach(
                state -> text.append(", ").append(state.name()).append(' ').append(state.sizes()));
        return text.append(']').toString();
    }
}
