package rnn4j.testkit;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A row's results are its own: neighbours, their order, their number and the padding reach none of them. */
final class RowProperties {

    private static final int TIME = 5;
    private static final String CURE =
            "a user's answer would depend on who else asks at the same time; join along the last axis, and let no"
                    + " operation sum, average or reshape over axis 0, the rows";

    private RowProperties() {}

    static List<Property> all() {
        return List.of(
                new Property("a row of a batch is the row alone", CURE, RowProperties::alone),
                new Property("rows may stand in any order", CURE, RowProperties::reordered),
                new Property("equal rows have equal results", CURE, RowProperties::equal),
                new Property("a row does not see its neighbours", CURE, trial -> neighbours(trial, 1e3f)),
                new Property("NaN in a row stays in it", CURE, trial -> neighbours(trial, Float.NaN)),
                new Property("a padded row is the row alone, whatever its length", CURE, trial -> padded(trial, 0)),
                new Property("NaN and infinity in the padding change nothing", CURE, trial -> {
                    for (float garbage : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1e38f}) {
                        padded(trial, garbage);
                    }
                }));
    }

    /** Never fewer than two rows, or there would be no neighbour. */
    private static int rows(Trial trial) {
        return trial.batch() + 1;
    }

    private static Unrolled row(Unrolled run, int row) {
        return rows(run, row, row + 1);
    }

    /** Returns some rows of a run. */
    static Unrolled rows(Unrolled run, int from, int to) {
        State some = State.none();
        for (String name : run.last().names()) {
            some = some.with(name, run.last().get(name).slice(0, from, to));
        }
        return new Unrolled(Sequence.full(run.outputs().values().slice(1, from, to)), some);
    }

    private static State row(State state, int row) {
        State one = state;
        for (String name : state.names()) {
            one = one.with(name, state.get(name).slice(0, row, row + 1));
        }
        return one;
    }

    private static void alone(Trial trial) {
        Subject subject = trial.subject();
        int rows = rows(trial);
        Tensor x = subject.inputs("x", TIME, rows);
        State from = subject.reached(rows);
        Unrolled together = subject.run(x, from);
        for (int row = 0; row < rows; row++) {
            new Bits("among " + rows + " rows", "alone")
                    .same(row(together, row), subject.run(x.slice(1, row, row + 1), row(from, row)));
        }
    }

    private static void reordered(Trial trial) {
        Subject subject = trial.subject();
        int rows = rows(trial);
        Tensor x = subject.inputs("x", TIME, rows);
        State from = subject.reached(rows);
        State turned = from;
        for (String name : from.names()) {
            turned = turned.with(name, from.get(name).reverse(0));
        }
        Unrolled inOrder = subject.run(x, from);
        Unrolled other = subject.run(x.reverse(1), turned);
        for (int row = 0; row < rows; row++) {
            new Bits("in one order of rows", "in the other").same(row(inOrder, row), row(other, rows - 1 - row));
        }
    }

    private static void equal(Trial trial) {
        Subject subject = trial.subject();
        int rows = rows(trial);
        Tensor one = subject.inputs("x", TIME, 1);
        Unrolled run = subject.run(Tensor.concat(1, Collections.nCopies(rows, one)), subject.initial(rows));
        for (int row = 1; row < rows; row++) {
            new Bits("in the first row", "in row " + row + ", which is equal").same(row(run, 0), row(run, row));
        }
    }

    private static void neighbours(Trial trial, float filling) {
        Subject subject = trial.subject();
        int rows = rows(trial);
        Tensor x = subject.inputs("x", TIME, rows);
        State from = subject.initial(rows);
        Unrolled before = subject.run(x, from);
        Tensor others = Tensor.full(Shape.of(TIME, rows - 1, trial.spec().input()), filling);
        Unrolled after = subject.run(Tensor.concat(1, List.of(x.slice(1, 0, 1), others)), from);
        new Bits("with random neighbours", "with neighbours of " + filling).same(row(before, 0), row(after, 0));
    }

    private static void padded(Trial trial, float garbage) {
        Subject subject = trial.subject();
        int rows = rows(trial);
        Lengths lengths = Lengths.of(
                IntStream.range(0, rows).map(row -> (row * 2) % (TIME + 1)).toArray());
        Tensor real = lengths.mask(TIME).tensor().expand(-1);
        Tensor x = subject.inputs("x", TIME, rows);
        State from = subject.reached(rows);
        Unrolled together = subject.run(new Sequence(Tensor.select(real, x, Tensor.scalar(garbage)), lengths), from);
        for (int row = 0; row < rows; row++) {
            int length = lengths.at(row);
            Tensor own = x.slice(1, row, row + 1).slice(0, 0, length);
            Unrolled among = row(together, row);
            Tensor outputs = among.outputs().values();
            Bits bits = new Bits("padded with " + garbage + " after " + length + " steps", "alone");
            bits.same(new Unrolled(among.outputs().steps(0, length), among.last()), subject.run(own, row(from, row)));
            Tensor rest = outputs.slice(0, length, TIME);
            bits.same("outputs after the end", rest, Tensor.zeros(rest.shape()));
        }
    }
}
