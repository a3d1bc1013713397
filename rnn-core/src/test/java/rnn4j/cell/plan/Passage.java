package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.ToyCells;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * One cell over one batch of sequences: what a driver is asked to do, with a random linear loss on all it returns.
 *
 * @param cell with parameters that have moved from their beginning, as by training
 * @param from the state that rows start from, unless the filling asks for the declared one
 */
record Passage(
        Cell cell,
        Parameters parameters,
        Sequence xs,
        State from,
        Filling filling,
        Direction direction,
        Resets resets,
        long seed) {

    /** What a batch looks like beside its sizes. */
    enum Filling {
        /** Rows as long as the batch, from the declared state. */
        FULL,
        /** Rows as long as the batch, from a state that was reached before. */
        CARRIED,
        /** Rows of any length from 0, from a state that was reached before, with resets. */
        RAGGED,
        /** The same, run backward. */
        BACKWARD
    }

    /** The sizes of a batch and of its cell. */
    record Sizes(int time, int batch, int input, int hidden) {}

    static Passage of(PlannedCells.Entry entry, Sizes sizes, Filling filling, long seed) {
        return all(entry, sizes, seed).stream()
                .filter(passage -> passage.filling == filling)
                .findFirst()
                .orElseThrow();
    }

    /** Returns a passage of each filling, all of one cell. */
    static List<Passage> all(PlannedCells.Entry entry, Sizes sizes, long seed) {
        Parameters parameters = Parameters.seeded(seed);
        Cell cell = entry.factory().create(sizes.input, sizes.hidden, parameters);
        parameters.update(moved(parameters, seed));
        return Stream.of(Filling.values())
                .map(filling -> filled(cell, parameters, sizes, filling, seed))
                .toList();
    }

    private static Passage filled(Cell cell, Parameters parameters, Sizes sizes, Filling filling, long seed) {
        int time = sizes.time;
        int batch = sizes.batch;
        Sequence before = Sequence.full(inputs(cell.shape(), seed + 1, 4, batch));
        State reached = new StepDriver(cell).run(before).last();
        Tensor values = inputs(cell.shape(), seed, time, batch);
        boolean ragged = filling == Filling.RAGGED || filling == Filling.BACKWARD;
        return new Passage(
                cell,
                parameters,
                ragged ? new Sequence(values, lengths(seed, time, batch)) : Sequence.full(values),
                reached,
                filling,
                filling == Filling.BACKWARD ? Direction.BACKWARD : Direction.FORWARD,
                ragged ? resets(seed, time, batch) : Resets.none(),
                seed);
    }

    /** Biases that begin as zeros would hide what depends on them. */
    private static Map<String, Tensor> moved(Parameters parameters, long seed) {
        Map<String, Tensor> moved = new LinkedHashMap<>();
        parameters.named().forEach((name, value) -> {
            Shape shape = value.shape();
            Tensor noise = ToyCells.normal(seed + 10 + moved.size(), shape.count());
            moved.put(name, value.add(noise.mul(0.1f).reshape(shape)));
        });
        return moved;
    }

    /** Normal numbers, and in a column for it a clock that goes forward by 0.1 or more each step. */
    static Tensor inputs(CellShape shape, long seed, int time, int batch) {
        int width = shape.input();
        float[] values = ToyCells.normal(seed, time, batch, width).values();
        String first = shape.columnNames().stream().findFirst().orElse("");
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < batch; row++) {
                int place = (t * batch + row) * width;
                if (first.equals(TimeCells.ELAPSED) || first.equals(TimeCells.STAMP)) {
                    values[place] = 0.1f + Math.abs(values[place]) / 2;
                }
                if (first.equals(TimeCells.STAMP) && t > 0) {
                    values[place] += values[place - batch * width];
                }
            }
        }
        return Tensor.of(Shape.of(time, batch, width), values);
    }

    /** Random lengths; among several rows, the first is 0 and the last as long as it can be. */
    private static Lengths lengths(long seed, int time, int batch) {
        RandomSource random = RandomSource.of(seed, "lengths");
        int[] lengths = IntStream.range(0, batch)
                .map(row -> (int) (random.uniform(row) * (time + 1)))
                .toArray();
        lengths[0] = 0;
        lengths[batch - 1] = time;
        return Lengths.of(lengths);
    }

    /** Resets at about one step in five. */
    private static Resets resets(long seed, int time, int batch) {
        RandomSource random = RandomSource.of(seed, "resets");
        boolean[] before = new boolean[time * batch];
        IntStream.range(0, before.length).forEach(place -> before[place] = random.uniform(place) < 0.2f);
        return Resets.of(Mask.of(Shape.of(time, batch), before));
    }

    Passage with(Sequence others, State state) {
        return new Passage(cell, parameters, others, state, filling, direction, resets, seed);
    }

    Passage resetting(Resets others) {
        return new Passage(cell, parameters, xs, from, filling, direction, others, seed);
    }

    /** Returns whether rows start from the declared state, which may be learned. */
    private boolean declared() {
        return filling == Filling.FULL;
    }

    Unrolled run(Driver driver) {
        return declared() ? driver.run(xs) : driver.run(xs, from, direction, resets);
    }

    /** Returns outputs and last states by name. */
    static Map<String, Tensor> named(Unrolled run) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        named.put("outputs", run.outputs().values());
        run.last().tensors().forEach((name, value) -> named.put("last " + name, value));
        return named;
    }

    /** Returns what the loss is differentiated with respect to, by name: input, first states and parameters. */
    Map<String, Tensor> variables() {
        Map<String, Tensor> variables = new LinkedHashMap<>(arguments());
        parameters.named().forEach((name, value) -> variables.put("parameter " + name, value));
        return variables;
    }

    /** Returns the variables that are no parameters. */
    Map<String, Tensor> arguments() {
        Map<String, Tensor> arguments = new LinkedHashMap<>();
        arguments.put("input", xs.values());
        if (!declared()) {
            from.tensors().forEach((name, value) -> arguments.put("first " + name, value));
        }
        return arguments;
    }

    /** Returns Σ weight · value over outputs and last states, with normal weights; padded outputs count too, and are zeros. */
    Tensor loss(Unrolled run) {
        List<Tensor> terms = new ArrayList<>();
        named(run).values().forEach(value -> {
            Shape shape = value.shape();
            Tensor weight = ToyCells.normal(seed + 100 + terms.size(), shape.count());
            terms.add(value.mul(weight.reshape(shape)).sum());
        });
        return terms.stream().reduce(Tensor::add).orElseThrow();
    }

    /** Returns the gradients of the loss by the names of the variables. */
    Map<String, Tensor> gradients(Driver driver) {
        Gradients gradients = Tape.differentiate(
                        () -> loss(run(driver)), arguments().values().toArray(Tensor[]::new))
                .gradients();
        Map<String, Tensor> named = new LinkedHashMap<>();
        variables().forEach((name, value) -> named.put(name, gradients.of(value)));
        return named;
    }

    /** Returns the value of a name that must be there. */
    static Tensor get(Map<String, Tensor> named, String name) {
        return Objects.requireNonNull(named.get(name), name);
    }

    /** Returns the numbers of a tensor as doubles. */
    static double[] wide(Tensor tensor) {
        float[] narrow = tensor.values();
        double[] wide = new double[narrow.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = narrow[i];
        }
        return wide;
    }
}
