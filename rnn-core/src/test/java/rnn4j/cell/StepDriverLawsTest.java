package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** Laws that hold bit for bit, on random sequences of odd sizes; the seed is in each test's name. */
class StepDriverLawsTest {

    private static final int INPUT = 4;

    private final Driver driver = new StepDriver(ToyCells.twisted(INPUT, Parameters.seeded(7)));

    static Stream<Arguments> cases() {
        return Stream.of(1, 3, 7, 17, 33)
                .flatMap(size ->
                        Arrays.stream(Direction.values()).map(direction -> Arguments.of(size, direction, 100L + size)));
    }

    /** Random lengths, of which the first is 0 and the last is the longest possible. */
    private static Lengths lengths(int batch, int time, long seed) {
        int[] lengths = new int[batch];
        for (int row = 0; row < batch; row++) {
            lengths[row] = (int) (RandomSource.of(seed, "lengths").uniform(row) * (time + 1));
        }
        lengths[0] = 0;
        lengths[batch - 1] = time;
        return Lengths.of(lengths);
    }

    /** Resets at about one step in five. */
    private static Resets resets(int time, int batch, long seed) {
        boolean[] before = new boolean[time * batch];
        IntStream.range(0, before.length)
                .forEach(
                        place -> before[place] = RandomSource.of(seed, "resets").uniform(place) < 0.2f);
        return Resets.of(Mask.of(Shape.of(time, batch), before));
    }

    private static State row(State state, int row) {
        State one = State.none();
        for (String name : state.names()) {
            one = one.with(name, state.get(name).slice(0, row, row + 1));
        }
        return one;
    }

    private static Mask column(int time, int row, Resets resets) {
        boolean[] before = new boolean[time];
        IntStream.range(0, time).forEach(t -> before[t] = resets.at(t, row));
        return Mask.of(Shape.of(time, 1), before);
    }

    @ParameterizedTest(name = "size {0}, {1}, seed {2}")
    @MethodSource("cases")
    void aRowInABatchIsTheRowAlone(int size, Direction direction, long seed) {
        int batch = size + 1;
        Lengths lengths = lengths(batch, size, seed);
        Resets resets = resets(size, batch, seed);
        Tensor values = ToyCells.normal(seed, size, batch, INPUT);

        Unrolled together =
                driver.run(new Sequence(values, lengths), driver.shape().initial(batch), direction, resets);

        for (int row = 0; row < batch; row++) {
            int length = lengths.at(row);
            Sequence alone = Sequence.full(values.slice(0, 0, length).slice(1, row, row + 1));
            Unrolled own =
                    driver.run(alone, driver.shape().initial(1), direction, Resets.of(column(length, row, resets)));
            Tensor outputs = together.outputs().values().slice(1, row, row + 1);
            assertThat(outputs.slice(0, 0, length).sameBits(own.outputs().values()))
                    .isTrue();
            assertThat(outputs.slice(0, length, size).sameBits(Tensor.zeros(Shape.of(size - length, 1, 3))))
                    .isTrue();
            assertThat(row(together.last(), row).sameBits(own.last())).isTrue();
        }
    }

    @ParameterizedTest(name = "size {0}, {1}, seed {2}")
    @MethodSource("cases")
    void cutAnywhereIsTheWhole(int size, Direction direction, long seed) {
        int batch = 3;
        Sequence whole = new Sequence(ToyCells.normal(seed, size, batch, INPUT), lengths(batch, size, seed));
        Resets resets = resets(size, batch, seed);
        State initial = driver.shape().initial(batch);
        Unrolled uncut = driver.run(whole, initial, direction, resets);

        for (int cut = 0; cut <= size; cut++) {
            boolean forward = direction == Direction.FORWARD;
            int from = forward ? 0 : cut;
            int to = forward ? cut : size;
            Unrolled first = driver.run(whole.steps(from, to), initial, direction, resets.steps(from, to));
            int nextFrom = forward ? cut : 0;
            int nextTo = forward ? size : cut;
            Unrolled second =
                    driver.run(whole.steps(nextFrom, nextTo), first.last(), direction, resets.steps(nextFrom, nextTo));
            List<Tensor> pieces = forward
                    ? List.of(first.outputs().values(), second.outputs().values())
                    : List.of(second.outputs().values(), first.outputs().values());
            assertThat(Tensor.concat(0, pieces).sameBits(uncut.outputs().values()))
                    .as("cut %d", cut)
                    .isTrue();
            assertThat(second.last().sameBits(uncut.last())).as("cut %d", cut).isTrue();
        }
    }

    @ParameterizedTest(name = "size {0}, {1}, seed {2}")
    @MethodSource("cases")
    void backwardIsForwardOverTheRowTurnedRound(int size, Direction direction, long seed) {
        Sequence xs = Sequence.full(ToyCells.normal(seed, size, 2, INPUT));
        Direction other = direction == Direction.FORWARD ? Direction.BACKWARD : Direction.FORWARD;

        Unrolled one = driver.run(xs, driver.shape().initial(2), direction, Resets.none());
        Unrolled two = driver.run(xs.map(x -> x.reverse(0)), driver.shape().initial(2), other, Resets.none());

        assertThat(two.outputs().values().reverse(0).sameBits(one.outputs().values()))
                .isTrue();
        assertThat(two.last().sameBits(one.last())).isTrue();
    }

    @ParameterizedTest(name = "size {0}, {1}, seed {2}")
    @MethodSource("cases")
    void afterAResetARowIsFresh(int size, Direction direction, long seed) {
        int first = direction == Direction.FORWARD ? 0 : size - 1;
        boolean[] before = new boolean[size * 2];
        before[first * 2] = true;
        State used = driver.run(Sequence.full(ToyCells.normal(seed + 1, 3, 2, INPUT)))
                .last();
        Sequence xs = Sequence.full(ToyCells.normal(seed, size, 2, INPUT));

        Unrolled reset = driver.run(xs, used, direction, Resets.of(Mask.of(Shape.of(size, 2), before)));
        Unrolled fresh = driver.run(xs, driver.shape().initial(2), direction, Resets.none());
        Unrolled carried = driver.run(xs, used, direction, Resets.none());

        assertThat(row(reset.last(), 0).sameBits(row(fresh.last(), 0))).isTrue();
        assertThat(row(reset.last(), 1).sameBits(row(carried.last(), 1))).isTrue();
        assertThat(row(reset.last(), 0).sameBits(row(carried.last(), 0))).isFalse();
        assertThat(column(reset, 0).sameBits(column(fresh, 0))).isTrue();
        assertThat(column(reset, 1).sameBits(column(carried, 1))).isTrue();
    }

    private static Tensor column(Unrolled unrolled, int row) {
        return unrolled.outputs().values().slice(1, row, row + 1);
    }

    @ParameterizedTest
    @EnumSource
    void garbageInThePaddingReachesNoValueAndNoGradient(Direction direction) {
        Lengths lengths = Lengths.of(5, 2, 0, 4);
        Tensor clean =
                Tensor.select(lengths.mask(5).tensor().expand(-1), ToyCells.normal(5, 5, 4, INPUT), Tensor.scalar(0));
        for (float garbage : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f}) {
            Tensor dirty = Tensor.select(lengths.mask(5).tensor().expand(-1), clean, Tensor.scalar(garbage));

            Differentiated one = loss(clean, lengths, direction);
            Differentiated two = loss(dirty, lengths, direction);

            assertThat(two.value().sameBits(one.value())).isTrue();
            assertThat(one.gradients().parameters()).containsOnlyKeys("w", "u", "v", "start");
            Map<String, Tensor> others = two.gradients().parameters();
            assertThat(others).containsOnlyKeys("w", "u", "v", "start");
            one.gradients().parameters().forEach((name, gradient) -> {
                assertThat(gradient.finite()).isTrue();
                assertThat(others)
                        .hasEntrySatisfying(
                                name,
                                other -> assertThat(other.sameBits(gradient)).isTrue());
            });
            assertThat(two.gradients().of(dirty).sameBits(one.gradients().of(clean)))
                    .isTrue();
        }
    }

    private Differentiated loss(Tensor values, Lengths lengths, Direction direction) {
        return Tape.differentiate(
                () -> {
                    Unrolled unrolled = driver.run(
                            new Sequence(values, lengths),
                            driver.shape().initial(lengths.batch()),
                            direction,
                            Resets.none());
                    return unrolled.outputs()
                            .values()
                            .square()
                            .sum()
                            .add(unrolled.last().get("m").sum());
                },
                values);
    }

    @Test
    void paddingGetsNoGradientEvenWhereTheCellIsSteep() {
        // log x: an infinite slope at 0, where a row without input would stand
        Cell logarithm = ToyCells.of(CellShape.of(1, 1).state("s", 1), (x, state) -> {
            Tensor s = state.get("s").add(x.log());
            return Step.of(s, State.of("s", s));
        });
        Driver steep = new StepDriver(logarithm);
        Tensor values = Tensor.of(Shape.of(3, 2, 1), 2, 4, 2, 0, 2, Float.NaN);

        Differentiated result = Tape.differentiate(
                () -> steep.run(new Sequence(values, Lengths.of(3, 1)))
                        .outputs()
                        .values()
                        .sum(),
                values);

        // row 0: outputs log 2, 2 log 2, 3 log 2: each x counts 3, 2, 1 times with slope 1/2; row 1: slope 1/4
        assertThat(result.gradients().of(values).values()).containsExactly(1.5f, 0.25f, 1, 0, 0.5f, 0);
    }

    @Test
    void rowsWithoutStepsGiveAGradientOfZero() {
        Tensor values = Tensor.full(Shape.of(2, 2, INPUT), Float.NaN);

        Differentiated result = loss(values, Lengths.of(0, 0), Direction.FORWARD);

        assertThat(result.gradients().of(values).sameBits(Tensor.zeros(values.shape())))
                .isTrue();
        assertThat(result.gradients().parameters()).containsOnlyKeys("start");
    }

    @Test
    void gradientsOfEachTimeAreThoseOfSingleSteps() {
        // the steps are cut off by halves; all of odd and even lengths must find their way back
        for (int time : new int[] {1, 2, 3, 5, 8, 13}) {
            Tensor values = ToyCells.normal(time, time, 2, 3);
            Tensor weights = ToyCells.normal(time + 1, time, 2, 3);
            Driver sum = new StepDriver(ToyCells.of(CellShape.of(3, 3), (x, state) -> Step.of(x, state)));

            Differentiated result = Tape.differentiate(
                    () -> sum.run(Sequence.full(values))
                            .outputs()
                            .values()
                            .mul(weights)
                            .sum(),
                    values);

            assertThat(result.gradients().of(values).sameBits(weights)).isTrue();
        }
    }
}
