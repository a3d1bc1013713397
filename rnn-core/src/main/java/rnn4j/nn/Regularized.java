package rnn4j.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.Cell;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StateShape;
import rnn4j.cell.Unrolled;
import rnn4j.cell.graph.MaskedProducts;
import rnn4j.cell.graph.Traced;
import rnn4j.cell.graph.UntraceableException;
import rnn4j.cell.plan.Plans;
import rnn4j.tensor.Chance;
import rnn4j.tensor.Place;
import rnn4j.tensor.RandomMasks.Values;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;

/** Runs a cell with regularisers: draws their masks in training, and does without outside of it. */
final class Regularized {

    private final Regularizers regularizers;
    private final Map<String, Chance> zoneouts;
    private final String parameters;
    private final @Nullable MaskedCell masked;
    private final Driver training;
    private final Driver evaluation;

    /**
     * Prepares the cell's two forms.
     *
     * @param plain runs the cell as it is
     */
    Regularized(Cell cell, Driver plain, Regularizers regularizers) {
        this.regularizers = regularizers;
        this.zoneouts = zoneouts(cell, regularizers);
        boolean recurrent = !regularizers.recurrent().never();
        Traced traced = traced(cell, recurrent);
        this.parameters =
                traced == null ? "" : String.join(" ", traced.parameters().keySet());
        MaskedProducts products = traced != null && recurrent ? products(cell, traced) : null;
        this.masked = products == null && zoneouts.isEmpty()
                ? null
                : new MaskedCell(cell, products, List.copyOf(zoneouts.keySet()));
        this.training = masked == null ? plain : Plans.driver(masked);
        this.evaluation = zoneouts.isEmpty() ? plain : Plans.driver(new Zoneout(cell, zoneouts));
    }

    private static Map<String, Chance> zoneouts(Cell cell, Regularizers regularizers) {
        List<String> states =
                cell.shape().states().stream().map(StateShape::name).toList();
        for (String name : regularizers.zoneouts().keySet()) {
            if (!states.contains(name)) {
                throw new IllegalArgumentException(
                        "zoneout: the cell has no state '" + name + "'; its states are " + states);
            }
        }
        Map<String, Chance> zoneouts = new LinkedHashMap<>();
        for (String name : states) {
            Chance chance = regularizers.zoneoutOf(name);
            if (!chance.never()) {
                zoneouts.put(name, chance);
            }
        }
        return zoneouts;
    }

    /** Returns the cell's trace; null where there is none and it can be done without. */
    private static @Nullable Traced traced(Cell cell, boolean needed) {
        try {
            return Traced.of(cell);
        } catch (UntraceableException e) {
            if (needed) {
                throw new IllegalArgumentException(
                        "recurrent dropout: it changes the traced step, and there is none: " + e.getMessage()
                                + "; until then use variational dropout or zoneout",
                        e);
            }
            return null;
        }
    }

    private static MaskedProducts products(Cell cell, Traced traced) {
        MaskedProducts products = new MaskedProducts(traced);
        if (products.states().isEmpty()) {
            throw new IllegalArgumentException("recurrent dropout: no state of "
                    + cell.getClass().getName() + " enters a matrix product; use zoneout");
        }
        return products;
    }

    /** Returns what runs outside of training. */
    Driver evaluation() {
        return evaluation;
    }

    /**
     * Runs over a batch of sequences.
     *
     * @param xs {@code [time, batch, input]}
     * @param resets the first steps of new sequences within a row
     * @param turned the same as the direction's run sees them
     */
    Unrolled run(Sequence xs, State initial, Direction direction, Resets resets, Resets turned) {
        return TrainingPass.current()
                .map(pass -> {
                    String place = Place.current() + " " + parameters;
                    return run(new Draw(pass, place, xs.time(), xs.batch(), resets), xs, initial, direction, turned);
                })
                .orElseGet(() -> evaluation.run(xs, initial, direction, turned));
    }

    private Unrolled run(Draw draw, Sequence xs, State initial, Direction direction, Resets turned) {
        Sequence inputs = xs;
        if (!regularizers.inputs().never()) {
            Tensor mask = draw.eachStep("dropout", xs.features(), Values.dropout(regularizers.inputs()));
            inputs = inputs.map(values -> values.mul(mask));
        }
        inputs = variational(draw, "variational inputs", inputs);
        if (masked != null) {
            List<Tensor> columns = masks(draw, masked);
            columns.addFirst(inputs.values());
            inputs = new Sequence(Tensor.concat(2, columns), xs.lengths());
        }
        Unrolled run = training.run(inputs, initial, direction, turned);
        return new Unrolled(variational(draw, "variational outputs", run.outputs()), run.last());
    }

    private Sequence variational(Draw draw, String purpose, Sequence sequence) {
        if (regularizers.variational().never()) {
            return sequence;
        }
        Tensor mask = draw.eachSequence(purpose, sequence.features(), Values.dropout(regularizers.variational()));
        return sequence.map(values -> values.mul(mask));
    }

    private List<Tensor> masks(Draw draw, MaskedCell cell) {
        List<Tensor> masks = new ArrayList<>();
        for (MaskedCell.Column column : cell.columns()) {
            masks.add(
                    switch (column.kind()) {
                        case ZONEOUT ->
                            draw.eachStep(
                                    "zoneout " + column.state(),
                                    column.width(),
                                    Values.ones(regularizers.zoneoutOf(column.state())));
                        case RECURRENT ->
                            draw.all(draw.eachSequence(
                                    "recurrent " + column.state(),
                                    column.width(),
                                    Values.dropout(regularizers.recurrent())));
                    });
        }
        return masks;
    }
}
