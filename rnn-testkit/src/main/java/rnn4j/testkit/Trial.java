package rnn4j.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/**
 * One size at which a cell is looked at.
 *
 * @param provider makes the cell
 * @param spec its sizes and options
 * @param batch how many rows
 * @param seed of weights, inputs and states
 */
record Trial(CellProvider provider, CellSpec spec, int batch, long seed) {

    /** How far the weights are from their beginning: biases that begin as zeros would hide what depends on them. */
    private static final float MOVED = 0.1f;

    /** Returns this with other numbers. */
    Trial withSeed(long other) {
        return new Trial(provider, spec, batch, other);
    }

    /** Makes a cell the way users do, with parameters that have moved from their beginning as by training. */
    Subject subject() {
        Parameters parameters = Parameters.seeded(seed);
        Subject subject = new Subject(this, create(parameters), parameters);
        parameters.update(moved(parameters.named()));
        return subject;
    }

    /** Makes a cell with the parameters' own values. */
    Cell create(Parameters parameters) {
        return CellRegistry.of(provider).create(provider.name(), spec, parameters);
    }

    /** Returns values near the given ones, each a little different. */
    Map<String, Tensor> moved(Map<String, Tensor> values) {
        Map<String, Tensor> moved = new LinkedHashMap<>();
        values.forEach((name, value) -> moved.put(
                name,
                value.add(Draws.normal(seed, "moved " + name, value.shape()).mul(MOVED))));
        return moved;
    }

    @Override
    public String toString() {
        return "input " + spec.input() + ", hidden " + spec.hidden()
                + (spec.options().isEmpty() ? "" : ", options " + spec.options()) + ", batch " + batch + ", seed "
                + seed;
    }
}
