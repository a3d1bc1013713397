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
 * @param worst where errors are told
 */
record Trial(CellProvider provider, CellSpec spec, int batch, long seed, Worst worst) {

    /** Up to this many units a cell is small. */
    private static final int SMALL = 7;

    /** How far the weights are from their beginning: biases that begin as zeros would hide what depends on them. */
    private static final float MOVED = 0.1f;

    /** Returns this with other numbers. */
    Trial withSeed(long other) {
        return new Trial(provider, spec, batch, other, worst);
    }

    /** Returns whether even what takes long may be looked at: few units, and two rows at most. */
    boolean small() {
        return spec.hidden() <= SMALL && batch <= 2;
    }

    /** Makes a cell the way users do, with parameters that have moved from their beginning as by training. */
    Subject subject() {
        Subject subject = fresh();
        subject.parameters().update(moved(subject.parameters().named()));
        return subject;
    }

    /** Makes a cell the way users do, with the parameters that it begins with. */
    Subject fresh() {
        Parameters parameters = Parameters.seeded(seed);
        return new Subject(this, create(parameters), parameters);
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

    /** Returns how much there is to compute, about: what sizes are ordered by. */
    long work() {
        return (long) (spec.input() + spec.hidden()) * spec.hidden() * batch;
    }

    /** Returns the sizes and options, without the seed. */
    String size() {
        return "input " + spec.input() + ", hidden " + spec.hidden()
                + (spec.options().isEmpty() ? "" : ", options " + spec.options()) + ", batch " + batch;
    }

    @Override
    public String toString() {
        return size() + ", seed " + seed;
    }
}
