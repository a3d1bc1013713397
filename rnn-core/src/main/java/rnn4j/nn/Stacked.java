package rnn4j.nn;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.ShapeException;

/** Recurrent layers on top of each other; their states and parameters are named by their number: {@code 0.h}, {@code 1.h}. */
public final class Stacked implements RecurrentLayer {

    private final List<RecurrentLayer> layers;

    /** Stacks layers, the first one at the bottom; each takes as many features as the one below gives. */
    public Stacked(List<? extends RecurrentLayer> layers) {
        this.layers = ImmutableList.copyOf(layers);
        if (this.layers.isEmpty()) {
            throw new IllegalArgumentException("stacked: there are no layers; give at least one");
        }
        for (int upper = 1; upper < this.layers.size(); upper++) {
            int given = this.layers.get(upper - 1).output();
            int taken = this.layers.get(upper).input();
            if (given != taken) {
                throw new ShapeException(
                        "stacked",
                        "layer " + (upper - 1) + " gives " + given + " features, layer " + upper + " takes " + taken
                                + "; make them equal");
            }
        }
    }

    /**
     * Stacks layers made from one spec, whose input only the first one keeps.
     *
     * {@snippet :
     * Stacked.of(2, spec, parameters, (each, scope) -> new Recurrent(new LstmCell(each, scope)));
     * }
     *
     * @param count how many layers
     * @param parameters layer i creates its own in {@code parameters.scope("i")}
     * @param make makes a layer from its spec and its scope
     */
    public static Stacked of(
            int count,
            CellSpec spec,
            Parameters parameters,
            BiFunction<CellSpec, Parameters, ? extends RecurrentLayer> make) {
        List<RecurrentLayer> layers = new ArrayList<>();
        CellSpec each = spec;
        for (int layer = 0; layer < count; layer++) {
            layers.add(make.apply(each, parameters.scope(Integer.toString(layer))));
            each = spec.withInput(layers.getLast().output());
        }
        return new Stacked(layers);
    }

    @Override
    public int input() {
        return layers.getFirst().input();
    }

    @Override
    public int output() {
        return layers.getLast().output();
    }

    @Override
    public State initial(int batch) {
        return IntStream.range(0, layers.size())
                .mapToObj(layer -> layers.get(layer).initial(batch).under(Integer.toString(layer)))
                .reduce(State.none(), State::and);
    }

    @Override
    public Unrolled run(Sequence xs, State initial, Resets resets) {
        Sequence sequence = xs;
        State last = State.none();
        for (int layer = 0; layer < layers.size(); layer++) {
            String name = Integer.toString(layer);
            RecurrentLayer current = layers.get(layer);
            Sequence below = sequence;
            Unrolled unrolled = Place.in(name, () -> current.run(below, initial.part(name), resets));
            sequence = unrolled.outputs();
            last = last.and(unrolled.last().under(name));
        }
        return new Unrolled(sequence, last);
    }
}
