package rnn4j.nn;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import rnn4j.tensor.Chance;

/**
 * What a recurrent layer does at random while it is trained, so that the model does not lean on single numbers; for any cell,
 * and no cell knows of it.
 *
 * {@snippet :
 * new Recurrent(cell).with(Regularizers.none().variational(0.2).zoneout("c", 0.5).zoneout("h", 0.05));
 * }
 *
 * <p>It happens within a {@link rnn4j.tensor.TrainingPass}, which a trainer opens for each of its steps. Outside of one,
 * dropout of each kind does nothing, since what it keeps in training is scaled by 1 / (1 - p), and zoneout gives its
 * expectation. Masks follow the sample and the time, not the place in a batch. They are drawn anew in each pass: where a sequence
 * is cut into windows, each window has its own.
 *
 * @param inputs how often a feature is dropped, anew at each step
 * @param variational how often a feature is dropped from all inputs, or from all outputs, of a sequence
 * @param recurrent how often an element of a state is dropped from the products of all steps of a sequence
 * @param zoneout how often an element of a state keeps its old value, anew at each step
 * @param zoneouts the same for states of these names
 */
public record Regularizers(
        Chance inputs, Chance variational, Chance recurrent, Chance zoneout, Map<String, Chance> zoneouts) {

    /** Keeps a copy of the map. */
    public Regularizers {
        zoneouts = ImmutableMap.copyOf(zoneouts);
    }

    /** Returns none of them. */
    public static Regularizers none() {
        return new Regularizers(Chance.NEVER, Chance.NEVER, Chance.NEVER, Chance.NEVER, Map.of());
    }

    /** Adds dropout of inputs: each feature of each step is dropped with this probability. Zaremba et al. 2014. */
    public Regularizers inputs(double probability) {
        return new Regularizers(Chance.of("dropout", probability), variational, recurrent, zoneout, zoneouts);
    }

    /**
     * Adds variational dropout: a sequence has one mask for the inputs, and one for the outputs, of all its steps. Gal and
     * Ghahramani 2016; what they do with the state is {@link #recurrent}.
     */
    public Regularizers variational(double probability) {
        return new Regularizers(inputs, Chance.of("variational dropout", probability), recurrent, zoneout, zoneouts);
    }

    /**
     * Adds recurrent dropout: a sequence has one mask for each state, applied where the state enters a matrix product and
     * nowhere else, so that what is carried on stays whole. Gal and Ghahramani 2016; Semeniuta et al. 2016 on why the memory
     * itself is not to be dropped.
     */
    public Regularizers recurrent(double probability) {
        return new Regularizers(inputs, variational, Chance.of("recurrent dropout", probability), zoneout, zoneouts);
    }

    /**
     * Adds zoneout of all states: at each step an element keeps its old value with this probability. An output that is a
     * state, as that of an LSTM, is the state after zoneout. Krueger et al. 2016.
     */
    public Regularizers zoneout(double probability) {
        return new Regularizers(inputs, variational, recurrent, Chance.of("zoneout", probability), zoneouts);
    }

    /** Adds zoneout of one state, whatever the others do; 0 leaves it alone, as a counter of steps needs. */
    public Regularizers zoneout(String state, double probability) {
        Map<String, Chance> more = new LinkedHashMap<>(zoneouts);
        more.put(state, Chance.of("zoneout of " + state, probability));
        return new Regularizers(inputs, variational, recurrent, zoneout, more);
    }

    /** Returns how often an element of a state keeps its old value. */
    Chance zoneoutOf(String state) {
        return zoneouts.getOrDefault(state, zoneout);
    }
}
